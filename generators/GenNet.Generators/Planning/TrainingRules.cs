using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Generators.Planning;

/// <summary>Which models training code is written for: gradients are computed in float32.</summary>
internal static class TrainingRules
{
    /// <summary>Why there is no training code for <paramref name="model"/>, to follow its name; null if there is.</summary>
    public static string? Refusal(ModelSpec model)
    {
        if (model.Layers.FirstOrDefault(static layer => layer.Spec.DTypePolicy != DTypePolicy.Float32) is { } layer)
        {
            var policy = KerasEnum.Name(layer.Spec.DTypePolicy);
            return layer.Spec.DTypePolicy == DTypePolicy.MixedFloat16
                ? $"layer '{layer.KerasName}' has the policy {policy}, and training in it needs loss scaling, which GenNet doesn't have yet"
                : $"layer '{layer.KerasName}' has the policy {policy}, and GenNet trains in float32";
        }
        return model.Outputs.FirstOrDefault(output => model.TypeOf(output.Value).DType != DType.Float32) is { } other
            ? $"output '{other.Name}' is of {KerasEnum.Name(model.TypeOf(other.Value).DType)}, and losses are of float32"
            : null;
    }
}
