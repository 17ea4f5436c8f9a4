using System.Globalization;
using System.Text.Json;
using GenNet.Conformance.Numerics;
using GenNet.Conformance.Training;
using GenNet.TestSupport;
using GenNet.Training;

namespace GenNet.Conformance.Models;

/// <summary>How Keras trained a fixture's model, from its <c>model.json</c>.</summary>
internal sealed class TrainingRecipe
{
    private readonly JsonElement _training;
    private readonly KerasInstance _instance;
    private readonly HashSet<string> _noisy;

    public TrainingRecipe(string name, KerasInstance instance)
    {
        _training = FixtureTree.Json("models", name, "model.json").GetProperty("training");
        _instance = instance;
        _noisy = [.. _training.GetProperty("noisy_variables").EnumerateObject().Select(static v => v.Name)];
    }

    /// <summary>Rows of a batch.</summary>
    public int BatchSize => _training.GetProperty("batch_size").GetInt32();

    /// <summary>Whether the fixture says that a variable's gradient is 0 in theory, so that its values are rounding blown up by the optimizer.</summary>
    public bool IsNoisy(string key) => _noisy.Contains(key);

    /// <summary>A trainer with the recipe's optimizer and losses.</summary>
    public Trainer CreateTrainer() => new(_instance.Model, Optimizer(_training.GetProperty("optimizer")), Losses(), LossWeights());

    /// <summary>The batch of step <paramref name="step"/>, counted from 0.</summary>
    public Dataset Batch(FixtureArrays arrays, int step)
    {
        var suffix = "/" + (step % _training.GetProperty("batches").GetInt32()).ToString(CultureInfo.InvariantCulture);
        var inputs = _instance.Inputs(arrays, "x", suffix).Select((x, i) => HostTensors.Samples(x, _instance.Model.Description.Inputs[i].DType)).ToArray();
        var targets = _instance.OutputNames.Select(output => (SampleValues)arrays.Floats($"y/{output}{suffix}")).ToArray();
        return Dataset.From(BatchSize, inputs, targets);
    }

    /// <summary>Gradients of the trained variables by key, penalties included, as the trainer's first step computes them.</summary>
    public Dictionary<string, float[]> GradientsOfFirstStep(FixtureArrays arrays)
    {
        var description = _instance.Model.Description;
        var (losses, weights) = (Losses(), LossWeights());
        using var runner = _instance.Model.Device.CreateTrainingRunner(_instance.Model.Instance, new SGD());
        runner.Reserve(BatchSize);
        var inputs = _instance.Inputs(arrays, "x", "/0");
        for (var i = 0; i < inputs.Length; i++)
            HostTensors.Fill(runner.Input(i), inputs[i]);
        runner.Forward(training: true, step: 0);
        for (var i = 0; i < losses.Length; i++)
        {
            var task = new OutputTask(description.Outputs[i], losses[i], weights?[i] ?? 1, []);
            task.Measure(BatchSize, runner.Output(i), arrays.Floats($"y/{_instance.OutputNames[i]}/0"), runner.OutputGradient(i));
        }
        runner.Backward();
        runner.AddPenalties();
        var gradients = new Dictionary<string, float[]>();
        foreach (var (key, variable) in _instance.Variables.Where(static v => v.Value.IsTrained))
            gradients.Add(key, runner.WeightGradients.Slice(variable.Description.Offset, variable.Values.Length).ToArray());
        return gradients;
    }

    private static Optimizer Optimizer(JsonElement json) => KerasOptimizers.Create(json.GetProperty("class").GetString()!, new(json.GetProperty("args")));

    private Loss[] Losses() => [.. _instance.OutputNames.Select(output => Loss(_training.GetProperty("loss").GetProperty(output)))];

    private double[]? LossWeights() => _training.GetProperty("loss_weights") is { ValueKind: JsonValueKind.Object } weights
        ? [.. _instance.OutputNames.Select(output => weights.GetProperty(output).GetDouble())]
        : null;

    private static Loss Loss(JsonElement json) => KerasLosses.Create(json.GetProperty("class").GetString()!, new(json.GetProperty("args")));
}
