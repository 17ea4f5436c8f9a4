using GenNet.Specs;
using GenNet.TestSupport;

namespace GenNet.Conformance.Numerics;

/// <summary>An instance of a class that was compiled in memory, with what the tests need of it.</summary>
internal sealed class CompiledModel : IDisposable
{
    private readonly Func<float[][], int, float[]>? _infer;

    /// <summary>A new instance of <paramref name="type"/>.</summary>
    public CompiledModel(Type type, Device device, ulong seed = 0)
    {
        Model = (Model)Activator.CreateInstance(type, seed, device)!;
        _infer = type.GetMethod("Infer", [typeof(float[][]), typeof(int)])?.CreateDelegate<Func<float[][], int, float[]>>(Model);
    }

    /// <summary>The model.</summary>
    public Model Model { get; }

    /// <summary>Timesteps of what it is given, where each call says them; else 0.</summary>
    public int Length { get; set; }

    /// <summary>All outputs of the generated inference code, one after another.</summary>
    public float[] Infer(float[][] inputs) => _infer!(inputs, Length);

    /// <summary>What the fixtures call a variable of a layer: <c>kernel</c>, <c>cell/kernel</c>.</summary>
    public static string KeyOf(Variable variable) => KeyOf(variable.Description);

    /// <summary>Takes values of a variable.</summary>
    public void Assign(string key, float[] values) => Find(key).Assign(values);

    /// <summary>Forward and backward by the generated training code.</summary>
    /// <param name="inputs">The inputs, batch first.</param>
    /// <param name="outputGradient">Derivative of the loss by the outputs, one after another.</param>
    /// <param name="training">Whether layers act as in training.</param>
    /// <param name="step">Number of the step, from which random layers draw.</param>
    public TrainingResult Train(float[][] inputs, float[] outputGradient, bool training, ulong step = 0)
    {
        using var runner = Model.Device.CreateTrainingRunner(Model.Instance, new SGD());
        Forward(runner, inputs, training, step);
        var output = Outputs(runner);
        for (int i = 0, next = 0; i < Model.Description.Outputs.Count; i++)
        {
            var gradient = runner.OutputGradient(i);
            outputGradient.AsSpan(next, gradient.Length).CopyTo(gradient);
            next += gradient.Length;
        }
        runner.Backward(inputGradients: true);
        var weights = new Dictionary<string, float[]>();
        foreach (var variable in Model.Layers.SelectMany(static l => l.Variables).Where(static v => v.IsTrained))
            weights[KeyOf(variable.Description)] = runner.WeightGradients.Slice(variable.Description.Offset, (int)variable.Shape.ElementCount).ToArray();
        return new(output, [.. inputs.Select((_, i) => runner.InputGradient(i).ToArray())], weights) { Penalty = runner.AddPenalties() };
    }

    /// <summary>All outputs of the generated training code, one after another.</summary>
    public float[] ForwardTraining(float[][] inputs, bool training, ulong step = 0)
    {
        using var runner = Model.Device.CreateTrainingRunner(Model.Instance, new SGD());
        Forward(runner, inputs, training, step);
        return Outputs(runner);
    }

    /// <summary>Bytes that the calling thread allocates in a hundred forward and backward passes, once they are warm.</summary>
    public long AllocatedBytes(float[][] inputs, bool training)
    {
        using var runner = Model.Device.CreateTrainingRunner(Model.Instance, new SGD());
        Forward(runner, inputs, training, step: 0);
        return WarmAllocations.Of(() =>
        {
            runner.Forward(training, step: 0);
            runner.Backward(inputGradients: true);
        });
    }

    /// <summary>What the first layer holds of a state that it carries from call to call.</summary>
    public float[] CarriedState(int index) => Model.Instance.CarriedStates!.Values(Model.Layers[0].Description.CarriedStates[index]).ToArray();

    /// <summary>Values of a variable now.</summary>
    public float[] Values(string key) => Array.ConvertAll(Find(key).ToTensor().ToDoubles(), static value => (float)value);

    public void Dispose() => Model.Dispose();

    private static string KeyOf(VariableDescription variable) => variable.Path.Length == 0 ? variable.Name : $"{variable.Path}/{variable.LeafName}";

    private Variable Find(string key) => Model.Layers.SelectMany(static l => l.Variables).Single(v => KeyOf(v) == key);

    private float[] Outputs(TrainingRunner runner) => [.. Model.Description.Outputs.SelectMany((_, i) => runner.Output(i).ToArray())];

    private void Forward(TrainingRunner runner, float[][] inputs, bool training, ulong step)
    {
        var rows = inputs[0].Length / Model.Instance.InputSizes.Of(0, Length);
        runner.Reserve(rows, Length);
        for (var i = 0; i < inputs.Length; i++)
            HostTensors.Fill(runner.Input(i), inputs[i]);
        runner.Forward(training, step);
    }
}

/// <summary>What a forward and backward pass gave.</summary>
/// <param name="Output">The outputs, one after another.</param>
/// <param name="InputGradients">Derivatives of the loss by the inputs.</param>
/// <param name="WeightGradients">Derivatives of the loss by the trained variables, by name.</param>
internal sealed record TrainingResult(float[] Output, float[][] InputGradients, IReadOnlyDictionary<string, float[]> WeightGradients)
{
    /// <summary>What regularizers add to the loss.</summary>
    public double Penalty { get; init; }
}
