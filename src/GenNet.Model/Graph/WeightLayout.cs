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
    private readonly Dictionary<(int Layer, string Variable), int> _computeOffsets = [];

    /// <summary>Lays out the variables of <paramref name="model"/>.</summary>
    public WeightLayout(ModelSpec model)
    {
        Place(model, isState: false);
        TrainableCount = Count;
        Place(model, isState: true);
        PlaceComputeCopies(model);
    }

    /// <summary>float32 values that take as much memory as the arena.</summary>
    public int Count { get; private set; }

    /// <summary>The same of the front part, which training can change.</summary>
    public int TrainableCount { get; }

    /// <summary>float32 values of the copies that kernels compute with, of variables that lie in the arena in another type, or are cast to one.</summary>
    public int ComputeCount { get; private set; }

    /// <summary>Offset of a variable in float32 values.</summary>
    public int OffsetOf(int layer, string variable) => _offsets[(layer, variable)];

    /// <summary>Offset of a variable's copy among the copies that kernels compute with, in float32 values; null where they compute with the variable itself.</summary>
    public int? ComputeOffsetOf(int layer, string variable) => _computeOffsets.TryGetValue((layer, variable), out var offset) ? offset : null;

    /// <summary>Whether kernels compute with a float32 copy of <paramref name="variable"/> of a layer like <paramref name="spec"/>; those of float64 read what is stored.</summary>
    public static bool HasComputeCopy(LayerSpec spec, VariableSpec variable) =>
        spec.ComputeType != DType.Float64 && variable.DType.IsFloating() && (variable.DType != DType.Float32 || (variable.Autocast && spec.ComputeType != DType.Float32));

    private void Place(ModelSpec model, bool isState)
    {
        for (var layer = 0; layer < model.Layers.Count; layer++)
        {
            var node = model.Layers[layer];
            foreach (var variable in node.Variables.Where(v => v.IsState == isState))
            {
                _offsets[(layer, variable.Name)] = Count;
                Count = checked(Count + Aligned(new TensorType(variable.Shape, variable.DType).StoredSlots));
            }
        }
    }

    private void PlaceComputeCopies(ModelSpec model)
    {
        for (var layer = 0; layer < model.Layers.Count; layer++)
        {
            var node = model.Layers[layer];
            foreach (var variable in node.Variables.Where(variable => HasComputeCopy(node.Spec, variable)))
            {
                _computeOffsets[(layer, variable.Name)] = ComputeCount;
                ComputeCount = checked(ComputeCount + Aligned(variable.Shape.ElementCount));
            }
        }
    }

    private static int Aligned(long count) => checked((int)((count + AlignmentInFloats - 1) / AlignmentInFloats * AlignmentInFloats));
}
