using GenNet.Graph;

namespace GenNet.Generators.Planning;

/// <summary>A model with everything that the emitters need: where values, gradients, saved values and weights lie.</summary>
internal sealed class CompiledModel
{
    public CompiledModel(ModelSpec declared)
    {
        Declared = declared;
        Expanded = ExpandedModel.Of(declared);
        var spec = Spec;
        Weights = new(spec);
        Carried = new(spec);
        Inference = InferencePass.OfCalls(spec);
        FusedInference = InferencePass.Fused(spec);
        var training = new ArenaAllocator();
        var @fixed = new ArenaAllocator();
        Training = ForwardPlan.InTraining(spec, training);
        Saved = [.. spec.Calls.Select(call => call.Inferred.SavedPerRow == 0 ? -1 : training.Allocate(call.Inferred.SavedPerRow))];
        SavedFixed = [.. spec.Calls.Select(call => call.Inferred.SavedFixed == 0 ? -1 : @fixed.Allocate(call.Inferred.SavedFixed))];
        TrainingSize = training.Size;
        FixedSize = @fixed.Size;
        Backward = BackwardPlan.Of(spec);
        Alone = [.. declared.Layers.Select((_, layer) => new LayerAlone(this, layer))];
    }

    /// <summary>The model as it was declared.</summary>
    public ModelSpec Declared { get; }

    /// <summary>The model with the calls that its code consists of.</summary>
    public ExpandedModel Expanded { get; }

    /// <summary>The same: what everything here is a plan of.</summary>
    public ModelSpec Spec => Expanded.Spec;

    /// <summary>Each layer by itself.</summary>
    public IReadOnlyList<LayerAlone> Alone { get; }

    /// <summary>Layers whose gradients come through a call of layer <paramref name="layer"/>, its own among them, and that has no backward pass.</summary>
    public IEnumerable<int> LayersBlockedBy(int layer) => Backward.Steps
        .Where(step => Spec.Calls[step.Call].Layer == layer && !Spec.Calls[step.Call].Spec.HasBackward)
        .SelectMany(static step => step.Need.Layers()).Distinct().OrderBy(static l => l);

    /// <summary>Where variables lie.</summary>
    public WeightLayout Weights { get; }

    /// <summary>Where states lie that layers carry from call to call.</summary>
    public CarriedLayout Carried { get; }

    /// <summary>Inference call by call.</summary>
    public InferencePass Inference { get; }

    /// <summary>Inference on the CPU, whose kernels do more than one call's work.</summary>
    public InferencePass FusedInference { get; }

    /// <summary>Places of values in training.</summary>
    public ForwardPlan Training { get; }

    /// <summary>Order and places of gradients.</summary>
    public BackwardPlan Backward { get; }

    /// <summary>Where each call keeps values per row from forward to backward; -1 if it keeps none.</summary>
    public IReadOnlyList<int> Saved { get; }

    /// <summary>Where each call keeps values of a fixed number from forward to backward; -1 if it keeps none.</summary>
    public IReadOnlyList<int> SavedFixed { get; }

    /// <summary>Values between layers at inference, per row.</summary>
    public int InferenceSize => Math.Max(Inference.Size, FusedInference.Size);

    /// <summary>Values between layers and saved values in training, per row.</summary>
    public int TrainingSize { get; }

    /// <summary>Saved values whatever the batch.</summary>
    public int FixedSize { get; }
}
