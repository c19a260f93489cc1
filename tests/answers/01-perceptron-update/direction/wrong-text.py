# score: 0
# says: not a single str
direction = "down down up up"
