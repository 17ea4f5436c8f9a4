using GenNet.Specs;

namespace GenNet.Weights;

/// <summary>One named array of a weight file. Its values stay in the file until they are asked for.</summary>
public abstract class StoredTensor
{
    /// <summary>An array of a weight file.</summary>
    /// <param name="file">The file, for errors.</param>
    /// <param name="path">Its path inside the file, without a leading slash.</param>
    /// <param name="type">Element type.</param>
    /// <param name="typeName">Element type as the format names it, byte order included.</param>
    /// <param name="dimensions">Dimensions, row-major; none for a scalar.</param>
    protected StoredTensor(string file, string path, StoredType type, string typeName, IReadOnlyList<long> dimensions)
    {
        File = file;
        Path = path;
        Type = type;
        TypeName = typeName;
        Dimensions = dimensions;
    }

    /// <summary>The file, for errors.</summary>
    public string File { get; }

    /// <summary>Path inside the file, without a leading slash: <c>layers/dense/vars/0</c>.</summary>
    public string Path { get; }

    /// <summary>Element type.</summary>
    public StoredType Type { get; }

    /// <summary>Element type as messages name it: <c>float32</c>, <c>big-endian float32</c>, <c>text</c>.</summary>
    public string TypeName { get; }

    /// <summary>Dimensions, row-major; none for a scalar.</summary>
    public IReadOnlyList<long> Dimensions { get; }

    /// <summary>Why the values can't be read, whatever their type; null if they can.</summary>
    public virtual string? Refusal => null;

    /// <summary>Product of the dimensions.</summary>
    public long ElementCount => Dimensions.Aggregate(1L, static (count, d) => checked(count * d));

    /// <summary>Dimensions as Keras prints them: <c>(3, 3, 1, 32)</c>, <c>(10,)</c>, <c>()</c>.</summary>
    public string ShapeText => ShapeFormat.Of(Dimensions);

    /// <summary>Whether the dimensions are exactly those of <paramref name="shape"/>.</summary>
    public bool HasShape(TensorShape shape) => Dimensions.SequenceEqual(shape.Dimensions.Select(static d => (long)d));

    /// <summary>Reads all values as float32, converting from float16, bfloat16, float64 and big-endian numbers.</summary>
    /// <param name="values">Takes <see cref="ElementCount"/> values, row-major.</param>
    /// <exception cref="WeightFileException">The type is no floating-point type, or the data is damaged.</exception>
    /// <exception cref="ArgumentException">The length isn't <see cref="ElementCount"/>.</exception>
    public void ReadInto(Span<float> values)
    {
        ThrowIfRefused();
        if (!Type.IsFloatingPoint())
        {
            throw new WeightFileException(
                File, Path, $"the values are {TypeName}, not floating-point numbers",
                "Integers are never taken for weights silently: convert the array to float32 where the file is written.");
        }
        RequireLength(values.Length);
        ReadFloats(values);
    }

    /// <summary>Reads all elements as little-endian bytes.</summary>
    /// <param name="bytes">Takes <see cref="ElementCount"/> elements, row-major.</param>
    /// <exception cref="WeightFileException">The type has no fixed size, or the data is damaged.</exception>
    /// <exception cref="ArgumentException">The length isn't that of all elements.</exception>
    public void ReadBytes(Span<byte> bytes)
    {
        ThrowIfRefused();
        if (Type == StoredType.Other)
            throw new WeightFileException(File, Path, $"the values are {TypeName}", "Only plain numbers can be read.");
        if (bytes.Length % Type.Size() != 0)
            throw new ArgumentException($"{bytes.Length} bytes are no whole number of {TypeName} elements.", nameof(bytes));
        RequireLength(bytes.Length / Type.Size());
        ReadLittleEndian(bytes);
    }

    /// <summary>All values as float32.</summary>
    /// <exception cref="WeightFileException">The type is no floating-point type, or the data is damaged.</exception>
    public float[] ToFloats()
    {
        var values = new float[Type.IsFloatingPoint() ? ElementCount : 0];
        ReadInto(values);
        return values;
    }

    /// <summary>All elements as little-endian bytes.</summary>
    /// <exception cref="WeightFileException">The type has no fixed size, or the data is damaged.</exception>
    public byte[] ToBytes()
    {
        var bytes = new byte[ElementCount * Type.Size()];
        ReadBytes(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Path} {ShapeText} {TypeName}";

    /// <summary>Reads all values as float32; type and length are checked.</summary>
    protected abstract void ReadFloats(Span<float> values);

    /// <summary>Reads all elements as little-endian bytes; type and length are checked.</summary>
    protected abstract void ReadLittleEndian(Span<byte> bytes);

    private void ThrowIfRefused()
    {
        if (Refusal is not null)
        {
            throw new WeightFileException(
                File, Path, Refusal, "Copy the weights into a plain file: with h5py's defaults, or by saving them again from Keras.");
        }
    }

    private void RequireLength(int elements)
    {
        if (elements != ElementCount)
            throw new ArgumentException($"{Path} has {ElementCount} elements and was asked for {elements}.");
    }
}
