using GenNet.Graph;

namespace GenNet.Generators.Planning;

/// <summary>Where each state lies that a layer carries from call to call, in float32 values per batch row.</summary>
internal sealed class CarriedLayout
{
    private readonly Dictionary<(int Layer, string State), int> _offsets = [];
    private readonly HashSet<int> _laterCalls = [];

    /// <summary>Lays out the states of <paramref name="model"/>: a layer that is called several times has them once.</summary>
    public CarriedLayout(ModelSpec model)
    {
        var size = 0;
        for (var call = 0; call < model.Calls.Count; call++)
        {
            var node = model.Calls[call];
            foreach (var state in node.Inferred.Carried)
            {
                if (_offsets.ContainsKey((node.Layer, node.VariablePrefix + state.Name)))
                {
                    _laterCalls.Add(call);
                    continue;
                }
                _offsets[(node.Layer, node.VariablePrefix + state.Name)] = size;
                size = checked(size + state.PerRow);
            }
        }
    }

    /// <summary>Offset of a state of a layer; of one that it holds with its role in front.</summary>
    public int OffsetOf(int layer, string state) => _offsets[(layer, state)];

    /// <summary>Whether the layer has been called before in the same pass, so that <paramref name="call"/> begins with what that call has left.</summary>
    public bool Continues(int call) => _laterCalls.Contains(call);
}
