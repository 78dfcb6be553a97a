"""How dates are written where Django follows another country than ours."""
