using GenNet.Specs;

namespace GenNet.Graph;

/// <summary>The mask that flows with a value: a value itself, or what an operation makes of others, which is put into the graph where a layer takes it.</summary>
internal sealed class FlowingMask
{
    /// <summary>The mask that is value <paramref name="value"/>.</summary>
    public FlowingMask(int value, TensorType type)
    {
        Value = value;
        Type = type;
    }

    /// <summary>The mask that <paramref name="operation"/> makes of <paramref name="parts"/>.</summary>
    public FlowingMask(MaskSpec operation, IReadOnlyList<FlowingMask?> parts)
    {
        Operation = operation;
        Parts = parts;
        Type = operation.InferCall(parts.Select(static part => part?.Type ?? TensorType.None).ToEquatableArray()).Outputs[0];
    }

    /// <summary>Number of the value that it is; <see cref="CallNode.Absent"/> as long as its operation isn't in the graph.</summary>
    public int Value { get; set; } = CallNode.Absent;

    /// <summary>Its type.</summary>
    public TensorType Type { get; }

    /// <summary>What makes it, if anything.</summary>
    public MaskSpec? Operation { get; }

    /// <summary>Of what; null for an input without a mask.</summary>
    public IReadOnlyList<FlowingMask?> Parts { get; } = [];
}
