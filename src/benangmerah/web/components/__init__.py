"""What pages are made of: figures as a person reads them, tables, cards, fields."""
