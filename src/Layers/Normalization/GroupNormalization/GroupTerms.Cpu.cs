using System.Numerics;

namespace GenNet.Layers;

/// <summary>What is summed of a channel.</summary>
internal interface IGroupTerm
{
    /// <summary>Whether there are two terms, of the gradient too.</summary>
    static abstract bool HasSecond { get; }

    /// <summary>The terms of an element.</summary>
    static abstract (Vector<float> First, Vector<float> Second) Of(Vector<float> input, Vector<float> gradient, Vector<float> mean, Vector<float> inverse);
}

/// <summary>x.</summary>
internal readonly struct GroupValue : IGroupTerm
{
    public static bool HasSecond => false;

    public static (Vector<float> First, Vector<float> Second) Of(Vector<float> input, Vector<float> gradient, Vector<float> mean, Vector<float> inverse) => (input, default);
}

/// <summary>(x − mean)².</summary>
internal readonly struct GroupSquare : IGroupTerm
{
    public static bool HasSecond => false;

    public static (Vector<float> First, Vector<float> Second) Of(Vector<float> input, Vector<float> gradient, Vector<float> mean, Vector<float> inverse) =>
        ((input - mean) * (input - mean), default);
}

/// <summary>g·x̂ and g.</summary>
internal readonly struct GroupGradient : IGroupTerm
{
    public static bool HasSecond => true;

    public static (Vector<float> First, Vector<float> Second) Of(Vector<float> input, Vector<float> gradient, Vector<float> mean, Vector<float> inverse) =>
        (gradient * ((input - mean) * inverse), gradient);
}
