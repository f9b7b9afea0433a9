"""What if: other money, weights and choices, sketched at once; scenarios saved, compared and made the draft."""
