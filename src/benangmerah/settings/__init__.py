"""Configuration from the environment, named only by string: `benangmerah.settings.product`."""
