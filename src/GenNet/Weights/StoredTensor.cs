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
        ElementCount = CountOf(dimensions);
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

    /// <summary>Paths of the file's arrays that it is made of: its own, unless it is put together of others.</summary>
    internal virtual IEnumerable<string> Sources => [Path];

    /// <summary><see cref="FileLength"/>, for arrays that are made of this one.</summary>
    internal long LengthOfFile => FileLength;

    /// <summary>Why the values can't be read, whatever their type; null if they can.</summary>
    public virtual string? Refusal => null;

    /// <summary>Product of the dimensions; <see cref="long.MaxValue"/> where that is more than can be counted.</summary>
    public long ElementCount { get; }

    /// <summary>Dimensions as Keras prints them: <c>(3, 3, 1, 32)</c>, <c>(10,)</c>, <c>()</c>.</summary>
    public string ShapeText => field ??= ShapeFormat.Of(Dimensions);

    /// <summary>Whether the dimensions are exactly those of <paramref name="shape"/>.</summary>
    public bool HasShape(TensorShape shape)
    {
        if (shape.Rank != Dimensions.Count)
            return false;
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] != Dimensions[axis])
                return false;
        }
        return true;
    }

    /// <summary>
    /// Reads all values as float32, converting from float16, bfloat16, float64 and big-endian numbers. They go straight from the file to
    /// where they belong: nothing of the array's size is allocated, but for what a compressed chunk unpacks to.
    /// </summary>
    /// <param name="values">Takes <see cref="ElementCount"/> values, row-major.</param>
    /// <returns>How many finite values are too large for float32, and became infinite: float64 alone has such.</returns>
    /// <exception cref="WeightFileException">
    /// The type is no floating-point type, the data is damaged, or another program wrote to the file since it was opened.
    /// </exception>
    /// <exception cref="ArgumentException">The length isn't <see cref="ElementCount"/>.</exception>
    public long ReadInto(Span<float> values) => ReadInto(new VariableElements(values));

    /// <summary>Reads all values in the type that <paramref name="values"/> have.</summary>
    /// <inheritdoc cref="ReadInto(Span{float})"/>
    internal long ReadInto(VariableElements values)
    {
        ThrowIfRefused();
        if (!Type.Fits(values.Type))
        {
            throw values.Type.IsFloating()
                ? new WeightFileException(
                    File, Path, $"the values are {TypeName}, not floating-point numbers",
                    "Integers are never taken for weights silently: convert the array to float32 where the file is written.")
                : new WeightFileException(File, Path, $"the values are {TypeName}, not whole numbers", "Write the array with the type that Keras gives it: int64.");
        }
        RequireLength(values.Count);
        var destination = ElementDestination.Of(values, Type);
        Read(ref destination);
        return destination.TooLarge;
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
        var destination = ElementDestination.Of(bytes, Type);
        Read(ref destination);
    }

    /// <summary>All values as float32, in an array whose size the file decides.</summary>
    /// <param name="maximumBytes">
    /// What the array may take: a few hundred bytes may declare any size, as compressed zeros or as an array that was never written.
    /// Null: four times the file's length and 1 MiB, which bounds what a stranger's file costs.
    /// </param>
    /// <exception cref="WeightFileException">The type is no floating-point type, the data is damaged, or the array would take more.</exception>
    public float[] ToFloats(long? maximumBytes = null)
    {
        var values = new float[Type.IsFloatingPoint() ? LengthWithin(maximumBytes, sizeof(float)) : 0];
        ReadInto(values);
        return values;
    }

    /// <summary>All elements as little-endian bytes, in an array whose size the file decides.</summary>
    /// <param name="maximumBytes">As for <see cref="ToFloats"/>.</param>
    /// <exception cref="WeightFileException">The type has no fixed size, the data is damaged, or the array would take more.</exception>
    public byte[] ToBytes(long? maximumBytes = null)
    {
        var size = Math.Max(1, Type.Size());
        var bytes = new byte[Type == StoredType.Other ? 0 : LengthWithin(maximumBytes, size) * size];
        ReadBytes(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Path} {ShapeText} {TypeName}";

    internal const string CopyIntoAPlainFile = "Copy the weights into a plain file: with h5py's defaults, or by saving them again from Keras.";

    /// <summary>What to do about <see cref="Refusal"/>, as a sentence.</summary>
    internal virtual string RefusalRemedy => CopyIntoAPlainFile;

    /// <summary>Bytes of the file that the array comes from.</summary>
    protected abstract long FileLength { get; }

    /// <summary>Reads all elements, of which there is at least one; type and number are checked.</summary>
    /// <param name="destination">Takes them.</param>
    protected abstract void ReadElements(ref ElementDestination destination);

    internal void ThrowIfRefused()
    {
        if (Refusal is not null)
        {
            throw new WeightFileException(File, Path, Refusal, RefusalRemedy);
        }
    }

    private void Read(ref ElementDestination destination)
    {
        if (destination.Count == 0)
            return;
        try
        {
            ReadElements(ref destination);
        }
        finally
        {
            destination.Release();
        }
        if (destination.Taken < destination.Count)
            throw WeightFileException.Damaged(File, Path, $"of {destination.Count} elements {destination.Taken} were read");
    }

    private int LengthWithin(long? maximumBytes, int elementSize)
    {
        ThrowIfRefused();
        var most = maximumBytes ?? long.CreateSaturating(((Int128)FileLength * 4) + (1 << 20));
        if (ElementCount <= most / elementSize && ElementCount <= Array.MaxLength / elementSize)
            return (int)ElementCount;
        var bytes = (Int128)ElementCount * elementSize;
        throw new WeightFileException(
            File, Path, $"the array {ShapeText} takes {bytes} bytes, and {most} are allowed for a file of {FileLength}",
            "Read it into memory of its size (ReadInto, ReadBytes), or allow more: maximumBytes.");
    }

    private static long CountOf(IReadOnlyList<long> dimensions)
    {
        if (dimensions.Contains(0))
            return 0;
        Int128 count = 1;
        for (var axis = 0; axis < dimensions.Count; axis++)
            count = long.CreateSaturating(count * dimensions[axis]);
        return (long)count;
    }

    private void RequireLength(int elements)
    {
        if (elements != ElementCount)
            throw new ArgumentException($"{Path} has {ElementCount} elements and was asked for {elements}.");
    }
}
