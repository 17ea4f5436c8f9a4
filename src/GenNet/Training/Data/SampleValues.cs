using GenNet.Specs;

namespace GenNet;

/// <summary>
/// One input or target of all samples, one sample after another: an array, or memory, of float, int, long, bool, Half or double. An input has the type that the model declares
/// (of bfloat16, which .NET has no type for, float); targets may have any.
/// </summary>
public abstract class SampleValues
{
    private protected SampleValues(DType type, int count)
    {
        DType = type;
        Count = count;
    }

    /// <summary>What the values are.</summary>
    public DType DType { get; }

    /// <summary>Number of values, of all samples.</summary>
    public int Count { get; }

    /// <summary>Values of type float, not copied.</summary>
    public static implicit operator SampleValues(float[] values) => Of<float>(values);

    /// <summary>Values of type float, not copied.</summary>
    public static implicit operator SampleValues(ReadOnlyMemory<float> values) => Of(values);

    /// <summary>Values of type int, not copied.</summary>
    public static implicit operator SampleValues(int[] values) => Of<int>(values);

    /// <summary>Values of type int, not copied.</summary>
    public static implicit operator SampleValues(ReadOnlyMemory<int> values) => Of(values);

    /// <summary>Values of type long, not copied.</summary>
    public static implicit operator SampleValues(long[] values) => Of<long>(values);

    /// <summary>Values of type long, not copied.</summary>
    public static implicit operator SampleValues(ReadOnlyMemory<long> values) => Of(values);

    /// <summary>Values of type bool, not copied.</summary>
    public static implicit operator SampleValues(bool[] values) => Of<bool>(values);

    /// <summary>Values of type bool, not copied.</summary>
    public static implicit operator SampleValues(ReadOnlyMemory<bool> values) => Of(values);

    /// <summary>Values of type Half, not copied.</summary>
    public static implicit operator SampleValues(Half[] values) => Of<Half>(values);

    /// <summary>Values of type Half, not copied.</summary>
    public static implicit operator SampleValues(ReadOnlyMemory<Half> values) => Of(values);

    /// <summary>Values of type double, not copied.</summary>
    public static implicit operator SampleValues(double[] values) => Of<double>(values);

    /// <summary>Values of type double, not copied.</summary>
    public static implicit operator SampleValues(ReadOnlyMemory<double> values) => Of(values);

    /// <summary>Over <paramref name="values"/>, not copied.</summary>
    /// <typeparam name="T">float, int, long, bool, Half or double.</typeparam>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is another type.</exception>
    public static SampleValues Of<T>(ReadOnlyMemory<T> values)
        where T : unmanaged => new Training.Data.SampleValuesOf<T>(values);

    /// <summary>A part of the values.</summary>
    internal abstract SampleValues Slice(int start, int count);

    /// <summary>Copies the samples that <paramref name="order"/> names, of <paramref name="perRow"/> values each, one after another.</summary>
    internal abstract void Gather(ReadOnlySpan<int> order, int perRow, HostTensor rows);

    /// <summary>Place of the first value that is NaN or infinite; -1 if all are numbers.</summary>
    internal abstract int FirstNotFinite();

    /// <summary>A value as in messages.</summary>
    internal abstract string TextOf(int place);

    /// <summary>All of them as float32, rounded where they are of another type.</summary>
    internal abstract ReadOnlyMemory<float> ToSingle();
}
