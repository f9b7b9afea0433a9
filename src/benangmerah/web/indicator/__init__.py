"""Quoted figures that pages compare with."""
