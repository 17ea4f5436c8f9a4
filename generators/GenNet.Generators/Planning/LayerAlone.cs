using System.Globalization;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Generators.Planning;

/// <summary>A layer by itself, called as it is first called in its model: what <c>InferLayer</c> runs.</summary>
internal sealed class LayerAlone
{
    public LayerAlone(CompiledModel model, int layer)
    {
        var declared = model.Declared;
        var index = Enumerable.Range(0, declared.Calls.Count).First(call => declared.Calls[call].Layer == layer);
        var call = declared.Calls[index];
        Calls = model.Expanded.Calls[index];
        var inputs = new List<InputNode>();
        var taken = new List<int>();
        foreach (var value in call.Inputs)
        {
            taken.Add(value == CallNode.Absent ? value : inputs.Count);
            if (value == CallNode.Absent)
                continue;
            var (name, type) = ("input" + inputs.Count.ToString(CultureInfo.InvariantCulture), declared.TypeOf(value));
            inputs.Add(new(name, name, type.Shape, type.DType) { HasRunTimeLength = type.HasRunTimeLength });
        }
        var alone = call with { Inputs = taken.ToEquatableArray(), FirstValue = inputs.Count };
        var outputs = Enumerable.Range(alone.FirstValue, alone.Values.Count).Select(static value => new OutputNode("output", value));
        Spec = ExpandedModel.Of(new(
            "", "", "", false, inputs.ToEquatableArray(), declared.Layers, EquatableArray.Of(alone), outputs.ToEquatableArray())).Spec;
        var arena = new ArenaAllocator();
        Plan = ForwardPlan.OfLayer(Spec, arena);
        Size = arena.Size;
    }

    /// <summary>A model of this call alone; its inputs are what the call takes.</summary>
    public ModelSpec Spec { get; }

    /// <summary>Numbers of the same calls in the model.</summary>
    public ValueRange Calls { get; }

    /// <summary>Where its values lie.</summary>
    public ForwardPlan Plan { get; }

    /// <summary>Values between its calls, per row.</summary>
    public int Size { get; }
}
