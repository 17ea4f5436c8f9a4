using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>The arguments of a layer that stand in a contract: what its weights mean, and shapes don't show.</summary>
internal static class BehaviourArguments
{
    /// <summary>Those of a layer that is called with the given inputs.</summary>
    public static EquatableArray<ContractArgument> Of(LayerSpec spec, IReadOnlyList<EquatableArray<TensorType>> inputs) => spec.Arguments
        .Where(static a => a.Role == ArgumentRole.Behaviour)
        .Select(a => new ContractArgument(a.Name, EffectivePadding.Applies(spec, a) ? EffectivePadding.Of(spec, inputs) : a.Value.Contract))
        .ToEquatableArray();

    /// <summary>Those of a declared layer: also the type that it computes in, where that isn't float32. An operation's follows from what it takes.</summary>
    public static EquatableArray<ContractArgument> OfLayer(LayerSpec spec, IReadOnlyList<EquatableArray<TensorType>> inputs) => spec.ComputeType == DType.Float32
        ? Of(spec, inputs)
        : Of(spec, inputs).Append(new(ContractLayer.ComputeType, KerasEnum.Name(spec.ComputeType))).ToEquatableArray();

    /// <summary>Whether an argument may be written in several ways that only the input's shape shows to be the same: a padding that does nothing, an axis counted from the front.</summary>
    public static bool DependsOnShapes(string argument) => argument is "padding" or "axis";
}
