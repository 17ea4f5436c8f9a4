using GenNet.Specs;

namespace GenNet.Conformance.Training;

/// <summary>A model of nothing but variables, for optimizers to work on.</summary>
internal sealed class VariablesOnly : Model
{
    private VariablesOnly(ModelDescription description, Device device)
        : base(description, new NoPlan(), device, seed: 0)
    {
    }

    public override IReadOnlyList<Layer> Layers => [];

    public static VariablesOnly Of(IEnumerable<(string Path, int[] Shape)> variables, int threads)
    {
        var offset = 0;
        var descriptions = new List<VariableDescription>();
        foreach (var (path, shape) in variables)
        {
            descriptions.Add(new(path, TensorShape.Of(shape), offset, Initializer.Zeros));
            offset += (shape.Aggregate(1, static (a, b) => a * b) + 15) / 16 * 16;
        }
        return new(
            new()
            {
                FullName = "Tests.VariablesOnly",
                KerasName = "variables_only",
                IsSequential = true,
                ContractVersion = 0,
                ContractHash = "",
                Contract = "",
                Inputs = [new("input", "input", TensorShape.Of(1))],
                Outputs = [new("output", "output", TensorShape.Of(1))],
                Layers = [new("All", "all", "All", [], [], TensorShape.Of(1), descriptions)],
                WeightGroups = [],
                Memory = new(offset, offset, 0, 0, 0, 0),
            },
            Device.Cpu(threads));
    }

    public VariableDescription Variable(string path) => Description.Layers[0].Variables.Single(v => v.Name == path);

    public unsafe float* Weights => WeightArena.Pointer;

    public Span<float> Values(VariableDescription variable) => WeightArena.Of(variable);

    private sealed class NoPlan : ModelPlan
    {
        public override void Infer(in Pass pass) => throw new InvalidOperationException("There is nothing to run.");

        public override void ForwardTraining(in Pass pass) => throw new InvalidOperationException("There is nothing to run.");

        public override void Backward(in Pass pass) => throw new InvalidOperationException("There is nothing to run.");

        public override void InferLayer(int layer, in Pass pass) => throw new InvalidOperationException("There is nothing to run.");
    }
}
