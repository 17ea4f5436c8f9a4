using GenNet.Specs;

namespace GenNet.Graph;

/// <summary>Which layer takes what, whatever the layers are: all that Keras' order of layers depends on.</summary>
/// <remarks>Values are numbered: the inputs first, then the result of each call in order.</remarks>
/// <param name="IsSequential">Whether the layers just follow each other.</param>
/// <param name="Inputs">Number of inputs.</param>
/// <param name="Layers">Number of layers.</param>
/// <param name="Calls">Calls in the order of execution.</param>
/// <param name="Outputs">Numbers of the values that are outputs.</param>
public sealed record LayerGraph(bool IsSequential, int Inputs, int Layers, IReadOnlyList<LayerGraphCall> Calls, IReadOnlyList<int> Outputs)
{
    /// <summary>
    /// The graph of <paramref name="model"/>: all results of a call as one, and a model among its layers as one layer. A mask that comes by itself, and a weight of the model's own, is no edge of it, as in Keras.
    /// </summary>
    public static LayerGraph Of(ModelSpec model) => new Builder(model).Build();

    /// <summary>Whether each call takes the result of the one before and nothing else, and no layer is called twice.</summary>
    public bool IsChain => Inputs == 1 && Calls.Select(static (call, i) => call.Inputs.Count == 1 && call.Inputs[0] == i).All(static follows => follows)
        && Calls.Where(static call => call.Layer >= 0).GroupBy(static call => call.Layer).All(static calls => calls.Count() == 1) && Outputs.Count == 1 && Outputs[0] == Calls.Count;

    /// <summary>The call that yields <paramref name="value"/>; null for an input.</summary>
    public LayerGraphCall? ProducerOf(int value) => value < Inputs ? null : Calls[value - Inputs];

    private sealed class Builder(ModelSpec model)
    {
        private readonly List<LayerGraphCall> _calls = [];
        private readonly int[] _numbers = new int[model.ValueCount];

        public LayerGraph Build()
        {
            for (var input = 0; input < model.Inputs.Count; input++)
                _numbers[input] = input;
            var entityOf = EntityOfLayers();
            for (int call = 0, submodel = 0; call < model.Calls.Count;)
            {
                if (submodel < model.SubmodelCalls.Count && model.SubmodelCalls[submodel].Calls.Start == call)
                {
                    var group = model.SubmodelCalls[submodel++];
                    Add(entityOf[model.Submodels[group.Submodel].FirstLayer], group.Inputs, group.Outputs);
                    call = group.Calls.End;
                }
                else
                {
                    var node = model.Calls[call++];
                    if (node.IsImplicit || IsVariable(node))
                        continue;
                    Add(node.Layer < 0 ? node.Layer : entityOf[node.Layer], node.Given, Enumerable.Range(node.FirstValue, node.Values.Count));
                }
            }
            return new(
                model.IsKerasSequential, model.Inputs.Count, model.Entities.Count(), _calls.ToArray(), model.Outputs.Select(output => _numbers[output.Value]).ToArray());
        }

        private void Add(int entity, IEnumerable<int> inputs, IEnumerable<int> results)
        {
            var taken = inputs.Select(model.BeforeCasts).Where(value => model.ProducerOf(value) is not { } producer || !IsVariable(producer));
            var yielded = results.ToArray();
            var values = taken.ToArray();
            var call = new LayerGraphCall(entity, values.Select(value => _numbers[value]).ToArray()) { Taken = values, Yielded = yielded };
            foreach (var value in yielded)
                _numbers[value] = model.Inputs.Count + _calls.Count;
            _calls.Add(call);
        }

        // To Keras a weight of the model's own is no layer, and nothing that is called.
        private static bool IsVariable(CallNode call) => call.Spec is ModelVariableSpec;

        private int[] EntityOfLayers()
        {
            var entities = new int[model.Layers.Count];
            var index = 0;
            foreach (var entity in model.Entities)
            {
                for (var layer = entity.FirstLayer; layer < (entity.Submodel?.EndLayer ?? entity.FirstLayer + 1); layer++)
                    entities[layer] = index;
                index++;
            }
            return entities;
        }
    }
}

/// <summary>One call.</summary>
/// <param name="Layer">Index of the layer; -1 for a tensor operation.</param>
/// <param name="Inputs">Numbers of the values it takes.</param>
public sealed record LayerGraphCall(int Layer, IReadOnlyList<int> Inputs)
{
    /// <summary>Numbers of the model's own values that it takes, one for each of its inputs.</summary>
    public IReadOnlyList<int> Taken { get; init; } = [];

    /// <summary>Numbers of the model's own values that it yields.</summary>
    public IReadOnlyList<int> Yielded { get; init; } = [];
}
