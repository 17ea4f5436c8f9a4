namespace GenNet.Specs;

/// <summary>Keras counts the batch as axis 0; shapes in GenNet leave the batch out.</summary>
public static class KerasAxis
{
    /// <summary>The position in <paramref name="input"/> of Keras' axis <paramref name="axis"/>, counted from the end if negative.</summary>
    /// <exception cref="SpecException">There is no such axis, or it is the batch.</exception>
    public static int WithoutBatch(int axis, TensorShape input, string argument)
    {
        var rank = input.Rank + 1;
        if (axis < -rank || axis >= rank)
        {
            throw SpecException.Of(
                argument, $"is {axis} and must be from {-rank} to {rank - 1}, the axes of the input {input.ToKerasString()} with the batch as axis 0");
        }
        var position = (axis < 0 ? axis + rank : axis) - 1;
        return position >= 0
            ? position
            : throw SpecException.Of(argument, $"is {axis}, which is the batch; it must be one of the input's own axes, 1 to {rank - 1}");
    }

    /// <summary>The positions of several axes, in ascending order.</summary>
    /// <exception cref="SpecException">There is no axis, or one of them doesn't exist, is the batch or is named twice.</exception>
    public static EquatableArray<int> WithoutBatch(EquatableArray<int> axes, TensorShape input, string argument)
    {
        var positions = axes.Select(axis => WithoutBatch(axis, input, argument)).OrderBy(static p => p).ToEquatableArray();
        if (positions.Count == 0)
            throw SpecException.Of(argument, $"is empty and must name at least one axis");
        if (positions.Distinct().Count() != positions.Count)
            throw SpecException.Of(argument, $"is {ArgumentValue.Of(axes)}, which names an axis of the input {input.ToKerasString()} twice; each must be another");
        return positions;
    }

    /// <summary>The same axis counted in a timestep, the input without its first axis; null if it is that axis.</summary>
    /// <exception cref="SpecException">There is no such axis, or it is the batch.</exception>
    public static int? OnTimestep(int axis, TensorShape input, string argument) => WithoutBatch(axis, input, argument) == 0 ? null : axis < 0 ? axis : axis - 1;

    /// <summary>The same axes counted in a timestep; null if its axis is among them.</summary>
    /// <exception cref="SpecException">There is no axis, or one of them doesn't exist, is the batch or is named twice.</exception>
    public static EquatableArray<int>? OnTimestep(EquatableArray<int> axes, TensorShape input, string argument) =>
        WithoutBatch(axes, input, argument).Contains(0) ? null : axes.Select(axis => OnTimestep(axis, input, argument)!.Value).ToEquatableArray();

    /// <summary>An <c>axis</c> argument as it was given: one number or a list.</summary>
    public static ArgumentValue Argument(EquatableArray<int> axes) =>
        axes.Count == 1 ? ArgumentValue.Of((long)axes[0]) : ArgumentValue.Of(axes);
}
