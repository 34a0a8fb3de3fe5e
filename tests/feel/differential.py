#!/usr/bin/env python3
"""Holds arithmetic of the condition language against python's decimal, datetime and zoneinfo, on random values.

usage: differential.py ROUTECTL [CASES [SEED]]

For developers: it writes cases as `routectl feel --cases` reads them, runs them, and shows what differs. Each case is an
equality that must be true, so that numbers are compared to their last digit. Standard library only.
"""
import datetime
import decimal
import fractions
import json
import random
import subprocess
import sys
import tempfile
import zoneinfo

# IEEE 754 decimal128, half even
DECIMAL128 = decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN, Emin=-6143, Emax=6144, clamp=1,
                             traps=[decimal.Overflow, decimal.DivisionByZero, decimal.InvalidOperation])
EXACT = decimal.Context(prec=13000, Emin=-999999, Emax=999999)
ROUNDINGS = {'round up': decimal.ROUND_UP, 'round down': decimal.ROUND_DOWN, 'round half up': decimal.ROUND_HALF_UP,
             'round half down': decimal.ROUND_HALF_DOWN, 'decimal': decimal.ROUND_HALF_EVEN,
             'floor': decimal.ROUND_FLOOR, 'ceiling': decimal.ROUND_CEILING}
ZONES = ['Europe/Amsterdam', 'America/New_York', 'Australia/Melbourne', 'Asia/Kolkata', 'Etc/UTC', 'Africa/Casablanca']
UTC = datetime.timezone.utc
EPOCH = datetime.date(1970, 1, 1)


def number(rand):
    """A decimal of any size, with a taste for ties, whole numbers and the ends of what is held."""
    digits = rand.choice([1, 2, 3, 9, 17, 18, 19, 20, 33, 34, 34, 34])
    coefficient = rand.randrange(10 ** digits)
    if rand.random() < 0.2:
        coefficient = rand.choice([10 ** digits - 1, 5 * 10 ** (digits - 1), 10 ** (digits - 1) + 5, 2 ** 63, 2 ** 63 - 1])
    exponent = rand.choice([0, 0, 0, -1, -2, -3, -digits, -18, -19, 5, 30, -40]) if rand.random() < 0.95 else \
        rand.randrange(-6176, 6111)
    return DECIMAL128.plus(decimal.Decimal((rand.randrange(2), tuple(map(int, str(coefficient))), exponent)))


def shown(value):
    text = str(value).replace('E+', 'E')
    return f'({text})' if text.startswith('-') else text


def outcome(compute):
    """The value, or null where there is none."""
    try:
        value = compute()
        return 'null' if value is None else shown(DECIMAL128.plus(value))
    except (decimal.Overflow, decimal.DivisionByZero, decimal.InvalidOperation):
        return 'null'


def equal(left, right):
    return f'({left}) = {right}' if right != 'null' else f'({left}) = null'


def arithmetic(rand):
    a, b = number(rand), number(rand)
    operator, compute = rand.choice([('+', DECIMAL128.add), ('-', DECIMAL128.subtract), ('*', DECIMAL128.multiply),
                                     ('/', DECIMAL128.divide)])
    return equal(f'{shown(a)} {operator} {shown(b)}', outcome(lambda: compute(a, b)))


def comparison(rand):
    a = number(rand)
    b = rand.choice([number(rand), a, DECIMAL128.next_plus(a)])
    operator = rand.choice(['<', '<=', '>', '>=', '=', '!='])
    order = a.compare(b)
    holds = {'<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0, '=': order == 0, '!=': order != 0}
    return f'({shown(a)} {operator} {shown(b)}) = {str(holds[operator]).lower()}'


def long_power(rand):
    """A number near one to a power of millions."""
    base = 1 + decimal.Decimal(rand.randrange(-1000, 1000)).scaleb(-rand.randrange(5, 12))
    exponent = rand.randrange(-10 ** 9, 10 ** 9)
    near = decimal.Context(prec=90, Emin=-999999, Emax=999999)
    return equal(f'{shown(base)} ** {exponent}', outcome(lambda: near.power(base, exponent)))


def power(rand):
    base = decimal.Decimal(rand.randrange(-2000, 2000)).scaleb(-rand.randrange(4))
    exponent = rand.choice([rand.randrange(0, 40), rand.randrange(-40, 0), rand.randrange(40, 1000)])
    if exponent >= 0:
        return equal(f'{shown(base)} ** {exponent}', outcome(lambda: EXACT.power(base, exponent)))
    if base == 0:
        return equal(f'0 ** {exponent}', 'null')
    return equal(f'{shown(base)} ** {exponent}', outcome(lambda: EXACT.divide(1, EXACT.power(base, -exponent))))


def rounding(rand):
    name, scale = rand.choice(list(ROUNDINGS)), rand.randrange(-5, 25)
    value = number(rand)
    if abs(value) > 10 ** 30:
        value = value.scaleb(-30, DECIMAL128) if value.adjusted() < 60 else decimal.Decimal(rand.randrange(1000)) / 8

    def compute():
        result = value.quantize(decimal.Decimal(1).scaleb(-scale), rounding=ROUNDINGS[name], context=EXACT)
        return result
    return equal(f'{name}({shown(value)}, {scale})', outcome(compute))


def modulo(rand):
    a, b = (decimal.Decimal(rand.randrange(-10 ** 9, 10 ** 9)).scaleb(-rand.randrange(6)) for _ in range(2))
    if b == 0:
        return equal(f'modulo({shown(a)}, 0)', 'null')
    quotient = fractions.Fraction(a) / fractions.Fraction(b)
    rest = fractions.Fraction(a) - fractions.Fraction(b) * (quotient.numerator // quotient.denominator)
    return equal(f'modulo({shown(a)}, {shown(b)})',
                 outcome(lambda: EXACT.divide(decimal.Decimal(rest.numerator), decimal.Decimal(rest.denominator))))


def long_modulo(rand):
    """What is left of numbers of any size; rounded only where it is added to the divisor."""
    a, b = number(rand), number(rand) or decimal.Decimal(7)

    def compute():
        rest = EXACT.remainder(a, b)
        return DECIMAL128.add(rest, b) if rest != 0 and (rest < 0) != (b < 0) else rest
    return equal(f'modulo({shown(a)}, {shown(b)})', outcome(compute))


def functions(rand):
    """sqrt to the last digit; exp and log to 32 digits."""
    value = abs(number(rand)) or decimal.Decimal(2)
    if rand.random() < 0.5:
        return equal(f'sqrt({shown(value)})', outcome(lambda: DECIMAL128.sqrt(value)))
    near = decimal.Context(prec=40)
    if rand.random() < 0.5:
        return f'abs(log({shown(value)}) - {shown(near.ln(value))}) <= 1E-29'
    value = decimal.Decimal(rand.randrange(-5000, 5000)) / 100
    wanted = near.exp(value)
    return f'abs(exp({shown(value)}) / {shown(wanted)} - 1) <= 1E-31'


def of_list(rand):
    values = [decimal.Decimal(rand.randrange(-10 ** 6, 10 ** 6)).scaleb(-rand.randrange(5)) for _ in range(rand.randrange(1, 9))]
    text = ', '.join(map(shown, values))
    ordered, n = sorted(values), len(values)
    middle = ordered[n // 2] if n % 2 else (ordered[n // 2 - 1] + ordered[n // 2]) / 2
    wanted = {'sum': sum(values), 'min': ordered[0], 'max': ordered[-1], 'mean': DECIMAL128.divide(sum(values), n),
              'median': middle}
    name = rand.choice(list(wanted))
    return equal(f'{name}([{text}])', shown(wanted[name]))


# ---- calendar and clock ----

def day(rand):
    return datetime.date(rand.randrange(1, 10000), 1, 1) + datetime.timedelta(rand.randrange(365))


def span_text(delta):
    seconds = delta.days * 86400 + delta.seconds
    sign, seconds = ('-' if seconds < 0 else ''), abs(seconds)
    return f'@"{sign}P{seconds // 86400}DT{seconds % 86400 // 3600}H{seconds % 3600 // 60}M{seconds % 60}S"'


def span(rand):
    return datetime.timedelta(seconds=rand.choice([rand.randrange(-10 ** 5, 10 ** 5), rand.randrange(-10 ** 9, 10 ** 9)]))


def plus_days(rand):
    start, delta = day(rand), datetime.timedelta(rand.randrange(-100000, 100000))
    try:
        return f'@"{start.isoformat()}" + {span_text(delta)} = @"{(start + delta).isoformat()}"'
    except OverflowError:
        return f'@"{start.isoformat()}" - @"P0D" = @"{start.isoformat()}"'


def between_days(rand):
    a, b = day(rand), day(rand)
    return f'@"{a.isoformat()}" - @"{b.isoformat()}" = {span_text(a - b)}'


def plus_months(rand):
    start, months = day(rand), rand.randrange(-500, 500)
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9998:
        return 'true'
    length = ((datetime.date(year, month, 28) + datetime.timedelta(4)).replace(day=1) - datetime.timedelta(1)).day
    wanted = datetime.date(year, month, min(start.day, length))
    sign = '-' if months < 0 else ''
    return f'@"{start.isoformat()}" + @"{sign}P{abs(months)}M" = @"{wanted.isoformat()}"'


def calendar(rand):
    when = day(rand)
    text = f'@"{when.isoformat()}"'
    names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
    return rand.choice([f'{text}.weekday = {when.isoweekday()}', f'day of week({text}) = "{names[when.weekday()]}"',
                        f'day of year({text}) = {when.timetuple().tm_yday}',
                        f'week of year({text}) = {when.isocalendar()[1]}'])


def instant(rand, zone):
    seconds = rand.randrange(86400)
    return datetime.datetime.combine(day(rand), datetime.time(seconds // 3600, seconds % 3600 // 60, seconds % 60), zone)


def offset(rand):
    return datetime.timezone(datetime.timedelta(minutes=rand.randrange(-18 * 60 + 1, 18 * 60)))


def plus_span(rand):
    zone = rand.choice([None, UTC, offset(rand)])
    start, delta = instant(rand, zone), span(rand)
    try:
        later = start + delta
    except OverflowError:
        return 'true'
    return f'@"{start.isoformat()}" + {span_text(delta)} = @"{later.isoformat()}"'


def between_instants(rand):
    a, b = (instant(rand, offset(rand)) for _ in range(2))
    try:
        return f'@"{a.isoformat()}" - @"{b.isoformat()}" = {span_text(a - b)}'
    except OverflowError:
        return 'true'


def in_zone(rand):
    """Along the line of instants in a named zone; the fold and the gap are where they are looked for."""
    name = rand.choice(ZONES)
    zone = zoneinfo.ZoneInfo(name)
    start = (datetime.datetime(rand.choice([rand.randrange(1971, 2037), rand.randrange(2150, 9950)]), 1, 1, tzinfo=UTC) +
             datetime.timedelta(seconds=rand.randrange(365 * 86400))).astimezone(zone)
    if start.replace(fold=0).utcoffset() != start.replace(fold=1).utcoffset():
        return 'true'
    later = (start.astimezone(UTC) + span(rand)).astimezone(zone)
    if not 1971 <= later.year <= 2037 and not 2100 <= later.year <= 9990:
        return 'true'
    delta = later.astimezone(UTC) - start.astimezone(UTC)
    text = f'@"{start.replace(tzinfo=None).isoformat()}@{name}"'
    wanted = f'{later.replace(tzinfo=None).isoformat()}@{name}'
    return rand.choice([f'string({text} + {span_text(delta)}) = "{wanted}"',
                        f'{text}.time offset = {span_text(start.utcoffset())}',
                        f'{text} = @"{start.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"'])


def time_of_day(rand):
    start, delta = rand.randrange(86400), rand.randrange(-10 ** 6, 10 ** 6)

    def text(seconds):
        return f'{seconds // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}'
    return f'@"{text(start)}" + {span_text(datetime.timedelta(seconds=delta))} = @"{text((start + delta) % 86400)}"'


def spans(rand):
    a, b = span(rand), span(rand)
    factor = rand.randrange(-1000, 1000)
    return rand.choice([f'{span_text(a)} + {span_text(b)} = {span_text(a + b)}',
                        f'{span_text(a)} - {span_text(b)} = {span_text(a - b)}',
                        f'{span_text(a)} * {factor} = {span_text(a * factor)}',
                        f'({span_text(a)} < {span_text(b)}) = {str(a < b).lower()}'])


MAKERS = [arithmetic, arithmetic, comparison, power, long_power, rounding, modulo, long_modulo, functions, of_list,
          plus_days, between_days, plus_months, calendar, plus_span, between_instants, in_zone, time_of_day, spans]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 20000
    rand = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl') as cases:
        for i in range(count):
            maker = MAKERS[i % len(MAKERS)]
            json.dump({'id': f'{maker.__name__}/{i}', 'expression': maker(rand), 'expected': True}, cases)
            cases.write('\n')
        cases.flush()
        sys.exit(subprocess.run([sys.argv[1], 'feel', '--cases', cases.name]).returncode)


if __name__ == '__main__':
    main()
