"""The joint client meeting, with the client as first participant (R-025 to R-036, R-039, R-040).

1. It starts with the client's own times and place; then a time is fixed and people are invited.
2. Each meeting is a part of the household's space of its own: the invited are named as its holders.
3. The client prepares: what do I want to say first, whom do I bring, which points come first.
4. It runs live: the client is introduced and speaks first, roles are said aloud, decisions carry
   everybody's stance, disagreement may stay, agreements become actions of the plan.
5. The same day everybody gets a plain summary; later it changes only by addition, with a reason.
6. The client's own answers about the meeting are a part that only the client holds.
"""
