namespace GenNet.Kernels;

/// <summary>
/// Random numbers one after another, from <see cref="Philox"/>. Only operations that IEEE 754 defines to the last bit are used, so a seed
/// gives the same numbers on every machine.
/// </summary>
/// <param name="seed">The key.</param>
/// <param name="stream">Which of the key's independent streams.</param>
internal struct RandomStream(ulong seed, ulong stream)
{
    private readonly ulong _seed = seed;
    private readonly ulong _stream = stream;
    private PhiloxWords _words;
    private ulong _drawn;
    private double _spareNormal;
    private bool _hasSpareNormal;

    /// <summary>32 random bits.</summary>
    public uint NextUInt32()
    {
        var word = (int)(_drawn % 4);
        if (word == 0)
            _words = Philox.Words(_seed, _drawn / 4, _stream);
        _drawn++;
        return _words[word];
    }

    /// <summary>Uniform in [0, 1), a multiple of 2⁻³².</summary>
    public double NextDouble() => NextUInt32() * (1.0 / 4294967296.0);

    /// <summary>Normal with mean 0 and standard deviation 1, by Marsaglia's polar method.</summary>
    public double NextNormal()
    {
        if (_hasSpareNormal)
        {
            _hasSpareNormal = false;
            return _spareNormal;
        }
        double x, y, square;
        do
        {
            x = (2 * NextDouble()) - 1;
            y = (2 * NextDouble()) - 1;
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or 0);
        var factor = Math.Sqrt(-2 * Log(square) / square);
        _spareNormal = y * factor;
        _hasSpareNormal = true;
        return x * factor;
    }

    /// <summary>Normal with mean 0 and standard deviation 1, drawn again while outside ±2.</summary>
    public double NextTruncatedNormal()
    {
        double value;
        do
        {
            value = NextNormal();
        }
        while (Math.Abs(value) > 2);
        return value;
    }

    // ln of a positive normal number; the operating systems' own differ in the last bit. ln(m·2^e) = e·ln 2 + 2·artanh((m − 1) / (m + 1)).
    private static double Log(double x)
    {
        var bits = BitConverter.DoubleToUInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.UInt64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }
        var s = (mantissa - 1) / (mantissa + 1);
        var z = s * s;
        double sum = 0;
        for (var k = 23; k >= 1; k -= 2)
            sum = (sum * z) + (1.0 / k);
        return (exponent * 0.6931471805599453) + (2 * s * sum);
    }
}
