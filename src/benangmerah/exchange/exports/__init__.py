"""Tables to files: datasets, templates to fill in, and the list of refused rows."""
