"""Why a figure of a unit or an agency is what it is."""
