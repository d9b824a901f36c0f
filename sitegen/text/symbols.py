"""TeX's symbols that have a character of their own, where they stand in running text."""

from __future__ import annotations

SYMBOLS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο",
    "pi": "π", "rho": "ρ", "varsigma": "ς", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ",
    "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "varepsilon": "ε", "vartheta": "ϑ", "varphi": "φ", "times": "×", "pm": "±", "mp": "∓", "cdot": "·",
    "approx": "≈", "sim": "∼", "simeq": "≃", "neq": "≠", "ne": "≠", "leq": "≤", "le": "≤", "geq": "≥",
    "ge": "≥", "ll": "≪", "gg": "≫", "to": "→", "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔",
    "Rightarrow": "⇒", "uparrow": "↑", "downarrow": "↓", "infty": "∞", "degree": "°", "deg": "°",
    "circ": "∘", "ldots": "…", "dots": "…", "textellipsis": "…", "textasciitilde": "~",
    "textasciicircum": "^", "textbackslash": "\\", "textless": "<", "textgreater": ">", "textbar": "|",
    "textdegree": "°", "textmu": "µ", "texttimes": "×", "textpm": "±", "textrightarrow": "→",
    "textleftarrow": "←", "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "textquotedblleft": "“", "textquotedblright": "”", "textregistered": "®", "texttrademark": "™",
    "textcopyright": "©", "copyright": "©", "pounds": "£", "textsterling": "£", "texteuro": "€",
    "euro": "€", "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "textdagger": "†", "textbullet": "•",
    "checkmark": "✓", "star": "⋆", "ast": "∗", "in": "∈", "subset": "⊂", "cup": "∪", "cap": "∩",
    "forall": "∀", "exists": "∃", "nabla": "∇", "partial": "∂", "sum": "∑", "prod": "∏", "ell": "ℓ",
    "LaTeX": "LaTeX", "TeX": "TeX", "eg": "e.g.", "ie": "i.e.", "etal": "et al.", "quad": " ", "qquad": " ",
}  # fmt: skip
"""Name of the command without its backslash → its characters."""
