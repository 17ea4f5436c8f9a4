using GenNet.Contracts;
using GenNet.Graph;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>What a change concerns, as messages begin with it: <c>DigitNet.Output (Dense)</c>.</summary>
internal static class ChangeSubject
{
    /// <summary>The layer of the class, or the one that is gone, or the model.</summary>
    public static string Of(ContractChange change, ModelSpec model)
    {
        if ((change.New ?? change.Old) is not { } layer)
            return model.ClassName;
        var property = model.Layers.FirstOrDefault(l => l.KerasName == change.New?.Name)?.Property ?? layer.Name;
        return $"{model.ClassName}.{property} ({layer.Kind})";
    }
}
