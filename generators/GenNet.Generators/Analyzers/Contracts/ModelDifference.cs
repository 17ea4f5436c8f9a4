using System.Runtime.CompilerServices;
using GenNet.Contracts;
using GenNet.Graph;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>How a model differs from its contract. It holds nothing of a compilation, so that a keystroke that leaves both alone finds it worked out.</summary>
internal sealed class ModelDifference
{
    private static readonly ConditionalWeakTable<ContractParseResult, ModelDifference> s_last = new();

    private readonly ModelSpec _model;
    private readonly Lazy<string> _accepted;
    private readonly Lazy<IReadOnlyList<FormatForecast>> _formats;

    private ModelDifference(ModelSpec model, WeightContract? contract)
    {
        _model = model;
        Now = ContractVersion.Of(model);
        Changes = contract is null || IsAsIn(contract.Current) ? [] : ContractDiff.Compare(contract.Current, Now);
        _formats = new(() => contract is null || model.IsNamedByAttributes ? [] : FormatForecast.All(contract.Current, Now));
        _accepted = new(() => WeightContract.Accept(contract, model).ToString());
    }

    /// <summary>The model as a contract has it.</summary>
    public ContractVersion Now { get; }

    /// <summary>How it differs from the contract's newest version; not at all where there is no contract.</summary>
    public IReadOnlyList<ContractChange> Changes { get; }

    /// <summary>What Keras' and TensorFlow's formats do with weights of the contract's newest version.</summary>
    public IReadOnlyList<FormatForecast> Formats => _formats.Value;

    /// <summary>The contract's whole text once the model is accepted.</summary>
    public string Accepted => _accepted.Value;

    /// <summary>That between <paramref name="model"/> and what was read of its contract.</summary>
    public static ModelDifference Of(ModelSpec model, ContractParseResult? parsed)
    {
        if (parsed is null)
            return new(model, null);
        if (s_last.TryGetValue(parsed, out var last) && last._model == model)
            return last;
        var difference = new ModelDifference(model, parsed.Contract);
        lock (s_last)
        {
            s_last.Remove(parsed);
            s_last.Add(parsed, difference);
        }
        return difference;
    }

    // What is declared may say that a layer of the same name was another one.
    private bool IsAsIn(ContractVersion version) => version.HasSameBody(Now) && Now.Layers.All(static layer => layer.History == LayerHistory.None);
}
