using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

/// <summary>Runs of a model over sequences of some length, whether it is the class's or said by the call.</summary>
internal static class RunTimeLengthRun
{
    /// <summary>Batch rows of each.</summary>
    public const int Rows = 5;

    /// <summary>What inference gives.</summary>
    public static float[][] Infer(Model model, int length, int said)
    {
        Array[] inputs = [.. model.Description.Inputs.Select((input, i) => Given(input, length, i))];
        float[][] outputs = [.. model.Description.Outputs.Select((_, i) => new float[Rows * model.Instance.OutputSizes.Of(i, length)])];
        var call = new Call(inputs, outputs);
        model.Predictor.Run(ref call, said);
        return outputs;
    }

    /// <summary>What a training step gives, and the weights after it.</summary>
    public static Dictionary<string, float[]> Train(Model model, int length, int said)
    {
        using var runner = model.Device.CreateTrainingRunner(model.Instance, new Adam(0.01f));
        var result = Run(model, runner, length, said);
        runner.Update();
        result["weights"] = model.WeightArena.All.ToArray();
        return result;
    }

    /// <summary>A forward and a backward pass.</summary>
    public static Dictionary<string, float[]> Run(Model model, TrainingRunner runner, int length, int said)
    {
        runner.Reserve(Rows, said);
        var (inputs, outputs) = (model.Description.Inputs, model.Description.Outputs);
        for (var i = 0; i < inputs.Count; i++)
        {
            if (Given(inputs[i], length, i) is int[] ids)
                ids.CopyTo(runner.Input(i).Write<int>());
            else
                ((float[])Given(inputs[i], length, i)).CopyTo(runner.Input(i).Write<float>());
        }
        runner.Forward(training: true, step: 3);
        var result = new Dictionary<string, float[]>(StringComparer.Ordinal);
        for (var i = 0; i < outputs.Count; i++)
        {
            result[$"output {i}"] = runner.Output(i).ToArray();
            Values(runner.OutputGradient(i).Length, 20 + i).CopyTo(runner.OutputGradient(i));
        }
        runner.Backward(inputGradients: true);
        result["gradients"] = runner.WeightGradients.ToArray();
        for (var i = 0; i < inputs.Count; i++)
            result[$"input gradient {i}"] = runner.InputGradient(i).ToArray();
        return result;
    }

    // Every third timestep is padding.
    private static Array Given(TensorDescription input, int length, int seed)
    {
        var count = (int)input.Shape.ElementCount;
        if (input.HasRunTimeLength)
            count = count / input.Shape[0] * length;
        if (input.DType == DType.Int32)
            return Enumerable.Range(0, Rows * count).Select(static timestep => timestep % 3 == 1 ? 0 : timestep % 7).ToArray();
        var values = Values(Rows * count, seed);
        var features = input.Shape[-1];
        for (var timestep = 1; timestep < values.Length / features; timestep += 3)
            values.AsSpan(timestep * features, features).Clear();
        return values;
    }

    /// <summary>Numbers from −1 to 1.</summary>
    public static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }

    private readonly struct Call(Array[] inputs, float[][] outputs) : IInferenceCall
    {
        public HostTensor Input(int index) => inputs[index] is int[] ids ? HostTensor.Of<int>(ids.AsSpan()) : HostTensor.Of<float>(((float[])inputs[index]).AsSpan());

        public HostTensor Output(int index) => HostTensor.Of(outputs[index].AsSpan());
    }
}
