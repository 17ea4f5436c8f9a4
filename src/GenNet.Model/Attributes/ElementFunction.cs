namespace GenNet;

#pragma warning disable CS1591 // Each is what it is called.

/// <summary>Functions of each element of a tensor, by Keras' names (<c>keras.ops</c>).</summary>
public enum ElementFunction
{
    Negative,
    Absolute,
    Sign,
    Square,
    Sqrt,
    Rsqrt,
    Reciprocal,
    Cbrt,
    Exp,
    Expm1,
    Exp2,
    Log,
    Log1p,
    Log2,
    Log10,
    Sin,
    Cos,
    Tan,
    Arcsin,
    Arccos,
    Arctan,
    Sinh,
    Cosh,
    Arcsinh,
    Arccosh,
    Arctanh,
    Erf,
    Erfc,
    Floor,
    Ceil,
    Trunc,
    Round,

    /// <summary>½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))): GELU as it was first approximated.</summary>
    GeluApproximate,

    /// <summary>x where it is positive, else slope · x.</summary>
    LeakyRelu,

    /// <summary>x where it is positive, else alpha · (eˣ − 1).</summary>
    Elu,

    /// <summary>max(x, 0) + min(alpha · (e^(x / alpha) − 1), 0).</summary>
    Celu,

    /// <summary>x where |x| is above the threshold, else 0.</summary>
    HardShrink,

    /// <summary>x moved towards 0 by the threshold, and 0 within it.</summary>
    SoftShrink,

    /// <summary>½·(x + √(x² + b)).</summary>
    Squareplus,

    /// <summary>x within bounds.</summary>
    Clip,

    /// <summary>x where it is above a threshold, else a value.</summary>
    Threshold,
}

/// <summary>Functions of two elements, by Keras' names (<c>keras.ops</c>).</summary>
public enum PairFunction
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Mod,
    FloorDivide,
    Maximum,
    Minimum,
    Arctan2,
    Hypot,
    Logaddexp,
    Fmod,

    /// <summary>x1 / x2, and 0 where x2 is 0.</summary>
    DivideNoNan,

    Greater,
    GreaterEqual,
    Less,
    LessEqual,
    Equal,
    NotEqual,
    LogicalAnd,
    LogicalOr,
    LogicalXor,
}

/// <summary>What becomes of the elements along some axes, by Keras' names (<c>keras.ops</c>).</summary>
public enum ReduceFunction
{
    Sum,
    Mean,
    Max,
    Min,
    Prod,
    Var,
    Std,
    Logsumexp,
    Argmax,
    Argmin,
    Any,
    All,
    CountNonzero,
}
