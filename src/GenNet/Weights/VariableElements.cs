using GenNet.Elements;
using GenNet.Specs;

namespace GenNet.Weights;

/// <summary>Where the elements of a variable go: float32 numbers, or the bytes of another type of real numbers in the machine's order.</summary>
internal readonly ref struct VariableElements
{
    /// <summary>Of float32.</summary>
    public VariableElements(Span<float> singles) => Singles = singles;

    /// <summary>Of another type.</summary>
    public VariableElements(Span<byte> bytes, DType type)
    {
        Bytes = bytes;
        Type = type;
    }

    /// <summary>The elements, if they are float32.</summary>
    public Span<float> Singles { get; }

    /// <summary>The elements, if they are of another type.</summary>
    public Span<byte> Bytes { get; }

    /// <summary>What they are.</summary>
    public DType Type { get; }

    /// <summary>How many.</summary>
    public int Count => Type == DType.Float32 ? Singles.Length : Bytes.Length / Type.Size();

    /// <summary>Element <paramref name="index"/>.</summary>
    public double this[int index] => Type == DType.Float32 ? Singles[index] : ElementConversion.Read(Bytes, Type, index);
}
