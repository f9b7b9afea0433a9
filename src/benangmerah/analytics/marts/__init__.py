"""One SQL file a noun, with the module beside it that names the rule it renders."""
