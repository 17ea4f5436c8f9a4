using GenNet.Specs;

namespace GenNet.Graph;

/// <summary>
/// Where every variable lies in a model's weight arena: those that training can change first, state behind them, each in declared order and on a
/// boundary of 64 bytes. Gradients and optimizer slots use the same layout, whatever is frozen when.
/// </summary>
public sealed class WeightLayout
{
    private const int AlignmentInFloats = 16;

    private readonly Dictionary<(int Layer, string Variable), int> _offsets = [];

    /// <summary>Lays out the variables of <paramref name="model"/>.</summary>
    public WeightLayout(ModelSpec model)
    {
        Place(model, isState: false);
        TrainableCount = Count;
        Place(model, isState: true);
    }

    /// <summary>float32 values in the arena.</summary>
    public int Count { get; private set; }

    /// <summary>float32 values in the front part that training can change.</summary>
    public int TrainableCount { get; }

    /// <summary>Offset of a variable in float32 values.</summary>
    public int OffsetOf(int layer, string variable) => _offsets[(layer, variable)];

    private void Place(ModelSpec model, bool isState)
    {
        for (var layer = 0; layer < model.Layers.Count; layer++)
        {
            var node = model.Layers[layer];
            foreach (var variable in node.Variables.Where(v => v.IsState == isState))
            {
                _offsets[(layer, variable.Name)] = Count;
                Count = checked(Count + (int)((variable.Shape.ElementCount + AlignmentInFloats - 1) / AlignmentInFloats * AlignmentInFloats));
            }
        }
    }
}
