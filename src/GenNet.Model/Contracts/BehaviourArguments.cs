using System.Globalization;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>The arguments of a layer that stand in a contract: what its weights mean, and shapes don't show.</summary>
internal static class BehaviourArguments
{
    private const string Axis = "axis";

    /// <summary>Those of a layer that is called with the given inputs.</summary>
    public static EquatableArray<ContractArgument> Of(LayerSpec spec, IReadOnlyList<EquatableArray<TensorType>> inputs) => spec.TimeAxes == 0
        ? OfOne(spec, inputs)
        : OfOne(spec, [.. inputs.Select(call => TimeAxes.Without(spec.TimeAxes, call))]).Append(new(ContractLayer.TimeDistributed, ArgumentValue.Of(spec.TimeAxes).Contract)).ToEquatableArray();

    private static EquatableArray<ContractArgument> OfOne(LayerSpec spec, IReadOnlyList<EquatableArray<TensorType>> inputs) => (inputs.Count == 0 ? spec : spec.Canonical(inputs[0])).Arguments
        .Where(static a => a.Role == ArgumentRole.Behaviour)
        .Select(a => new ContractArgument(a.Name, EffectivePadding.Applies(spec, a) ? EffectivePadding.Of(spec, inputs) : a.Value.Contract))
        .Concat(spec is WrapperSpec wrapper ? wrapper.Declared.SelectMany((content, i) => OfContent(wrapper, content, i, inputs)) : [])
        .ToEquatableArray();

    /// <summary>Those of a declared layer: also the type that it computes in, where that isn't float32. An operation's follows from what it takes.</summary>
    public static EquatableArray<ContractArgument> OfLayer(LayerSpec spec, IReadOnlyList<EquatableArray<TensorType>> inputs) => spec.ComputeType == DType.Float32
        ? Of(spec, inputs)
        : Of(spec, inputs).Append(new(ContractLayer.ComputeType, KerasEnum.Name(spec.ComputeType))).ToEquatableArray();

    /// <summary>Those that its calls give, as <c>use_causal_mask</c>: one value where all calls agree, else one for each; nothing where all are left out.</summary>
    public static IEnumerable<ContractArgument> OfCalls(IReadOnlyList<LayerSpec> calls)
    {
        if (calls.Count == 0)
            yield break;
        for (var i = 0; i < calls[0].CallArguments.Count; i++)
        {
            var (name, @default, role) = (calls[0].CallArguments[i].Name, calls[0].CallArguments[i].Default, calls[0].CallArguments[i].Role);
            var values = calls.Select(call => call.CallArguments[i].Value).ToArray();
            if (role == ArgumentRole.Behaviour && values.Any(value => value != @default))
                yield return new(name, values.Distinct().Count() == 1 ? values[0].Contract : string.Join(",", values.Select(static value => value.Contract)));
        }
    }

    /// <summary>Whether an argument may be written in several ways that only the input's shape shows to be the same: a padding that does nothing, an axis counted from the front.</summary>
    public static bool DependsOnShapes(string argument) => argument.Substring(argument.LastIndexOf('.') + 1) is "padding" or Axis or "attention_axes";

    // The class by its role, and the arguments behind it: layer=Conv2D layer.strides=1,1. Axes are counted from the end, since the layer around it has others in front.
    private static IEnumerable<ContractArgument> OfContent(WrapperSpec wrapper, LayerContent content, int index, IReadOnlyList<EquatableArray<TensorType>> inputs)
    {
        var own = inputs.Select(call => wrapper.InputsOf(index, call)).ToArray();
        return Of(content.Spec, own)
            .Select(argument => new ContractArgument(
                $"{content.Role}.{argument.Name}", argument.Name == Axis && own.Length > 0 ? FromEnd(argument.Value, own[0][0].Shape.Rank + 1) : argument.Value))
            .Prepend(new(content.Role, content.Spec.Kind));
    }

    private static string FromEnd(string axes, int rankWithBatch) => string.Join(",", axes.Split(',').Select(axis =>
        int.TryParse(axis, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? (number - rankWithBatch).ToString(CultureInfo.InvariantCulture)
            : axis));
}
