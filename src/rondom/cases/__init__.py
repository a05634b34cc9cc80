"""The case: one household's file, opened by its own words, with one named case manager.

1. A case is opened for a household; its first page is what the client says (R-001).
2. Exactly one case manager holds it at any moment (R-010); handovers are warm (R-012).
3. Whoever helps stands in the involvement register, shown, masked or hidden (R-080, R-082).
4. From those facts, and nothing else, `grants.py` derives who sees which part.
5. Everything that happens lands on one timeline (R-006).
6. It closes with the client's last word (R-024) and can be opened again.
"""
