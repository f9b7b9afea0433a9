"""The pages: one folder a stage, each page answering one question of one person."""
