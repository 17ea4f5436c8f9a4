using GenNet.Elements;
using GenNet.Kernels;
using GenNet.Specs;

namespace GenNet;

/// <summary>Initial values of variables, as Keras' initializers with their default arguments, from a seed.</summary>
internal static class WeightInitializer
{
    // Standard deviation of a standard normal distribution cut off at ±2, which Keras divides by.
    private const double TruncatedDeviation = 0.87962566103423978;

    /// <summary>Fills variables of a model, which are numbered in declared order: each has the same values whatever others are wanted.</summary>
    public static void Initialize(ModelDescription description, WeightArena weights, ulong seed, Func<VariableDescription, bool> isWanted)
    {
        var number = 0;
        foreach (var variable in description.Layers.SelectMany(static layer => layer.Variables))
        {
            if (isWanted(variable))
                Initialize(weights, variable, seed, number);
            number++;
        }
    }

    // Those of other types are the same numbers, rounded.
    private static void Initialize(WeightArena weights, VariableDescription variable, ulong seed, int number)
    {
        if (variable.DType == DType.Float32)
        {
            Initialize(weights.Of(variable), variable, seed, number);
            return;
        }
        var values = new float[variable.Shape.ElementCount];
        Initialize(values, variable, seed, number);
        ElementConversion.FromSingle(values, weights.BytesOf(variable), variable.DType);
    }

    /// <summary>Fills <paramref name="values"/>.</summary>
    /// <param name="values">The variable's values, row-major.</param>
    /// <param name="variable">Its shape and initializer.</param>
    /// <param name="seed">The model's seed.</param>
    /// <param name="variableNumber">The variable's number in the model: each draws numbers of its own.</param>
    public static void Initialize(Span<float> values, VariableDescription variable, ulong seed, int variableNumber)
    {
        var random = new RandomStream(seed, RandomStreams.Initializer(variableNumber));
        var (fanIn, fanOut) = Fans(variable.Shape);
        var average = (fanIn + fanOut) / 2.0;
        switch (variable.Initializer)
        {
            case Initializer.Zeros: values.Clear(); break;
            case Initializer.Ones: values.Fill(1); break;
            case Initializer.GlorotUniform: Uniform(values, Math.Sqrt(3 / average), random); break;
            case Initializer.GlorotNormal: Truncated(values, Math.Sqrt(1 / average) / TruncatedDeviation, random); break;
            case Initializer.HeUniform: Uniform(values, Math.Sqrt(6.0 / fanIn), random); break;
            case Initializer.HeNormal: Truncated(values, Math.Sqrt(2.0 / fanIn) / TruncatedDeviation, random); break;
            case Initializer.LecunUniform: Uniform(values, Math.Sqrt(3.0 / fanIn), random); break;
            case Initializer.LecunNormal: Truncated(values, Math.Sqrt(1.0 / fanIn) / TruncatedDeviation, random); break;
            case Initializer.RandomUniform: Uniform(values, 0.05, random); break;
            case Initializer.RandomNormal: Normal(values, 0.05, random); break;
            case Initializer.TruncatedNormal: Truncated(values, 0.05, random); break;
            case Initializer.Orthogonal: OrthogonalMatrix.Fill(values, checked((int)variable.Shape.ElementCount) / variable.Shape[-1], random); break;
            default: throw new ArgumentOutOfRangeException(nameof(variable), variable.Initializer, "There is no such initializer.");
        }
        values[variable.Ones.Start..variable.Ones.End].Fill(1);
    }

    /// <summary>Keras' <c>compute_fans</c>: of a kernel, its inputs and outputs times the size of its window.</summary>
    private static (long FanIn, long FanOut) Fans(TensorShape shape)
    {
        if (shape.Rank < 2)
            return (shape.ElementCount, shape.ElementCount);
        var window = shape.ElementCount / ((long)shape[-2] * shape[-1]);
        return (shape[-2] * window, shape[-1] * window);
    }

    private static void Uniform(Span<float> values, double limit, RandomStream random)
    {
        foreach (ref var value in values)
            value = (float)(((2 * random.NextDouble()) - 1) * limit);
    }

    private static void Normal(Span<float> values, double deviation, RandomStream random)
    {
        foreach (ref var value in values)
            value = (float)(random.NextNormal() * deviation);
    }

    private static void Truncated(Span<float> values, double deviation, RandomStream random)
    {
        foreach (ref var value in values)
            value = (float)(random.NextTruncatedNormal() * deviation);
    }
}
