namespace GenNet.Gpu.Kernels;

/// <summary>What is done to eight values in registers at once.</summary>
[GpuKernel]
internal static class Eights
{
    /// <summary>Eight times the same.</summary>
    public static R8 Of(float value) => new() { Left = FourOf(value), Right = FourOf(value) };

    /// <summary>a + b.</summary>
    public static R8 Sum(R8 a, R8 b) => new() { Left = Sum(a.Left, b.Left), Right = Sum(a.Right, b.Right) };

    /// <summary>a · b.</summary>
    public static R8 Product(R8 a, R8 b) => new() { Left = Product(a.Left, b.Left), Right = Product(a.Right, b.Right) };

    /// <summary>The larger ones, or the other one of NaN: for what need not be the largest.</summary>
    public static R8 Larger(R8 a, R8 b) => new() { Left = Larger(a.Left, b.Left), Right = Larger(a.Right, b.Right) };

    /// <summary>exp(x − y) of what is 1 at most.</summary>
    public static R8 WeightOf(R8 x, R8 y) => new() { Left = WeightOf(x.Left, y.Left), Right = WeightOf(x.Right, y.Right) };

    /// <summary>All one place nearer to the first, which becomes the last.</summary>
    public static R8 Rotate(R8 values) => new()
    {
        Left = new() { X = values.Left.Y, Y = values.Left.Z, Z = values.Left.W, W = values.Right.X },
        Right = new() { X = values.Right.Y, Y = values.Right.Z, Z = values.Right.W, W = values.Left.X },
    };

    private static F4 FourOf(float value) => new() { X = value, Y = value, Z = value, W = value };

    private static F4 Sum(F4 a, F4 b) => new() { X = a.X + b.X, Y = a.Y + b.Y, Z = a.Z + b.Z, W = a.W + b.W };

    private static F4 Product(F4 a, F4 b) => new() { X = a.X * b.X, Y = a.Y * b.Y, Z = a.Z * b.Z, W = a.W * b.W };

    private static F4 Larger(F4 a, F4 b) => new() { X = a.X > b.X ? a.X : b.X, Y = a.Y > b.Y ? a.Y : b.Y, Z = a.Z > b.Z ? a.Z : b.Z, W = a.W > b.W ? a.W : b.W };

    private static F4 WeightOf(F4 x, F4 y) => new()
    {
        X = Exponentials.ExpOfWeight(x.X - y.X),
        Y = Exponentials.ExpOfWeight(x.Y - y.Y),
        Z = Exponentials.ExpOfWeight(x.Z - y.Z),
        W = Exponentials.ExpOfWeight(x.W - y.W),
    };
}
