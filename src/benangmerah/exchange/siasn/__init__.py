"""The spreadsheet that SIASN gives an agency of its people, read as tables of the dataset."""
