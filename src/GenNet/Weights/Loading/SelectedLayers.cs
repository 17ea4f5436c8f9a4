using GenNet.Contracts;

namespace GenNet.Weights;

/// <summary>The layers that a load is about, where its options name some; all others keep what they have, and what the file has for them is not looked at.</summary>
internal sealed class SelectedLayers
{
    private readonly LoadOptions _options;

    private SelectedLayers(LoadOptions options) => _options = options;

    /// <summary>The layers that <paramref name="options"/> name; null if they name none, so that the load is about all.</summary>
    /// <param name="options">The options.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">A name stands for no layer, or the options are for another class.</exception>
    public static SelectedLayers? Of(LoadOptions options, ExpectedModel model)
    {
        if (options.OfModel is { } other && other != model.Name)
            throw new ArgumentException($"The options name parts of {other}, and the model is {model.Name}: take those of its own class. Nothing was changed.", nameof(options));
        if (options.Layers is null && options.ExceptLayers.Count == 0)
            return null;
        string[] names = [.. model.Layers.SelectMany(static layer => layer.Variables.Select(variable => NameOf(layer, variable))).Distinct()];
        LayerNames.Require(options.Layers ?? [], names, model.Name, $"{nameof(LoadOptions)}.{nameof(LoadOptions.Only)}");
        LayerNames.Require(options.ExceptLayers, names, model.Name, $"{nameof(LoadOptions)}.{nameof(LoadOptions.Except)}");
        return new(options);
    }

    /// <summary>Whether a layer is among them.</summary>
    public bool Contains(string layer) => (_options.Layers is null || LayerNames.Contain(_options.Layers, layer)) && !LayerNames.Contain(_options.ExceptLayers, layer);

    /// <summary>Whether a variable is to be loaded.</summary>
    public bool Contains(ExpectedLayer layer, ExpectedVariable variable) => Contains(NameOf(layer, variable));

    /// <summary>The model, in which layers that are not to be loaded may be anything in the file.</summary>
    public ExpectedModel In(ExpectedModel model) =>
        model with { Layers = [.. model.Layers.Select(layer => layer with { IsSelected = layer.Variables.Any(variable => Contains(layer, variable)) })] };

    /// <summary>What becomes of the variables of a model once those that aren't wanted are left alone.</summary>
    /// <param name="model">The model.</param>
    /// <param name="planned">Its variables in order.</param>
    public IReadOnlyList<PlannedVariable> In(ExpectedModel model, IReadOnlyList<PlannedVariable> planned) =>
        [.. planned.Zip(model.Layers.SelectMany(layer => layer.Variables.Select(variable => Contains(layer, variable))), static (variable, isWanted) => isWanted
            ? variable
            : new(PlannedState.NotSelected, new(variable.Report.Layer, variable.Report.Name, "", variable.Report.Shape, null, null, "not among the layers that were asked for") { DType = variable.Report.DType }, null))];

    /// <summary>Whether a change of what the model computes matters: of what is around the layers nothing is taken.</summary>
    public bool Concerns(ContractChange change) => change.Layer is { } layer && IsOfTheLayerAlone(change) && Contains(layer);

    /// <summary>Whether a change is one of the layer itself, and not of what it takes or what takes it.</summary>
    public static bool IsOfTheLayerAlone(ContractChange change) => change.Kind is ChangeKind.BehaviourChanged or ChangeKind.KindChanged || change.ComputesOtherwise;

    // Weights of a model's own are one layer to a load, and each has a name by itself.
    private static string NameOf(ExpectedLayer layer, ExpectedVariable variable) =>
        !layer.IsOwn ? layer.Present : layer.Present.Length == 0 ? variable.Present : $"{layer.Present}/{variable.Present}";
}
