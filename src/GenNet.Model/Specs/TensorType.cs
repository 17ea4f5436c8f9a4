namespace GenNet.Specs;

/// <summary>What a value between layers is: its shape without the batch, and what its elements are.</summary>
/// <param name="Shape">Dimensions without the batch.</param>
/// <param name="DType">Its elements.</param>
public readonly record struct TensorType(TensorShape Shape, DType DType = DType.Float32)
{
    /// <summary>In place of an input that a call leaves out.</summary>
    public static TensorType None { get; } = new() { IsNone = true };

    /// <summary>Whether there is no such value.</summary>
    public bool IsNone { get; init; }

    /// <summary>Whether the first axis is the model's length at run time: <see cref="Shape"/> has its bound there.</summary>
    public bool HasRunTimeLength { get; init; }

    /// <summary>What a timestep is: the same without the first axis.</summary>
    public TensorType Timestep => new(TensorShape.Of([.. Shape.Dimensions.Skip(1)]), DType);

    /// <summary>Bytes of one batch row between layers; of the longest, where the length is known at run time only.</summary>
    public long Bytes => checked(Shape.ElementCount * DType.BetweenLayers().Size());

    /// <summary>float32 values that take as much memory as one batch row, rounded up: what arenas are measured in.</summary>
    public long Slots => (Bytes + sizeof(float) - 1) / sizeof(float);

    /// <summary>float32 values that take as much memory as its elements do in a variable, rounded up.</summary>
    public long StoredSlots => checked((Shape.ElementCount * DType.Size()) + sizeof(float) - 1) / sizeof(float);

    /// <summary>A shape of float32 values.</summary>
    public static implicit operator TensorType(TensorShape shape) => new(shape);

    /// <summary>As many timesteps, each of this type.</summary>
    /// <param name="steps">How many, or at most how many.</param>
    /// <param name="isRunTimeLength">Whether their number is the model's length at run time.</param>
    public TensorType Sequence(int steps, bool isRunTimeLength) =>
        new(TensorShape.Of([steps, .. Shape.Dimensions]), DType) { HasRunTimeLength = isRunTimeLength };

    /// <summary>As in messages: <c>(28, 28, 1)</c>, <c>int32 (10,)</c>, <c>(up to 128, 64)</c>.</summary>
    public override string ToString()
    {
        var shape = Shape.ToKerasString();
        return (DType == DType.Float32 ? "" : KerasEnum.Name(DType) + " ") + (HasRunTimeLength ? "(up to " + shape.Substring(1) : shape);
    }
}
