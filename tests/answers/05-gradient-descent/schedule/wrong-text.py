# score: 0
# says: not made of numbers
def schedule(t):
    return f'0.1/{t}'
