using System.Text.Json;
using GenNet.Conformance.Numerics;
using GenNet.Devices.Cpu;
using GenNet.Kernels;
using GenNet.Training.Optimizers;

namespace GenNet.Conformance.Training;

/// <summary>Weights and slots after given gradients, against Keras in float64.</summary>
public sealed class OptimizerTests
{
    /// <summary>
    /// Each step adds a handful of roundings of the weights themselves. Adam divides by a root of a decaying mean of squares: where a gradient is a thousandth of the
    /// largest, so is the root, and the quotient, of the order of 1, has the relative error of both moments after all steps.
    /// </summary>
    private const double RoundingsPerStep = 8;

    public static TheoryData<string> Ids => TrainingFixture.Ids("optimizers");

    [Theory]
    [MemberData(nameof(Ids))]
    public unsafe void Optimizer_AfterTwelveSteps_HasKerasWeightsAndSlots(string id)
    {
        var @case = TrainingFixture.Case("optimizers", id);
        using var fixture = new TrainingFixture("optimizers");
        var arrays = fixture.Arrays;
        var optimizer = Create(@case);
        var states = @case.GetProperty("states").EnumerateArray().Select(static s => (Path: s.GetProperty("path").GetString()!, Values: s.GetProperty("values").GetString()!)).ToArray();
        using var model = VariablesOnly.Of(states.Select(s => (s.Path, arrays.RowShape(s.Values))), threads: 2);
        var state = new OptimizerState(model.Description, optimizer);
        foreach (var (path, _) in states)
            arrays.Floats($"initial/{@case.GetProperty("model").GetString()}/{path}").CopyTo(model.Values(model.Variable(path)));
        var gradients = AlignedMemory.Allocate(model.Description.Memory.Weights);
        var checkpoints = @case.GetProperty("steps").EnumerateArray().Select(static s => s.GetInt32()).ToArray();

        for (var step = 1; step <= checkpoints[^1]; step++)
        {
            foreach (var (path, _) in states)
                Row(arrays.Floats($"gradients/{@case.GetProperty("gradients").GetString()}/{path}"), step - 1, model.Variable(path)).CopyTo(gradients.Span(model.Variable(path).Offset, (int)model.Variable(path).Shape.ElementCount));
            state.Apply(model.Weights, gradients.Pointer, new(optimizer.LearningRate.At(step - 1), step), WorkersOf(model));
            if (Array.IndexOf(checkpoints, step) is >= 0 and var row)
                Check(id, step, row, @case, arrays, model, state, optimizer, states);
        }
    }

    private static void Check(
        string id, int step, int row, JsonElement @case, FixtureArrays arrays, VariablesOnly model, OptimizerState state, Optimizer optimizer, (string Path, string Values)[] variables)
    {
        var slots = @case.GetProperty("optimizer_states").EnumerateArray().Select(static s => (Path: s.GetProperty("path").GetString()!, Values: s.GetProperty("values").GetString()!)).ToArray();
        foreach (var (path, values) in variables)
        {
            var variable = model.Variable(path);
            Closeness.Check($"{id}, {path} after step {step}", model.Values(variable), Row(arrays.Doubles(values), row, variable), RoundingsPerStep * step);
            for (var slot = 0; slot < optimizer.Slots.Count; slot++)
            {
                var name = $"{path.Replace('/', '_')}_{optimizer.Slots[slot].Name}";
                var stored = slots.Single(s => s.Path.EndsWith("/" + name, StringComparison.Ordinal));
                Closeness.Check($"{id}, {name} after step {step}", state.Slot(slot).Slice(variable.Offset, (int)variable.Shape.ElementCount), Row(arrays.Doubles(stored.Values), row, variable), RoundingsPerStep * step);
            }
        }
    }

    private static Optimizer Create(JsonElement @case)
    {
        var name = @case.GetProperty("optimizer").GetString()!;
        foreach (var extra in (string[])["constraint", "map"])
        {
            if (@case.TryGetProperty(extra, out var value))
                Assert.Skip($"Not supported: {name} with {extra} {value}.");
        }
        if (@case.GetProperty("optimizer_states")[0].GetProperty("path").GetString()!.StartsWith("loss_scale", StringComparison.Ordinal))
            Assert.Skip("Not supported: LossScaleOptimizer.");
        return KerasOptimizers.Create(name, new(@case.GetProperty("config")));
    }

    private static WorkerPool WorkersOf(Model model) => ((CpuDevice)model.Device).Workers;

    private static T[] Row<T>(T[] values, int row, VariableDescription variable)
    {
        var count = (int)variable.Shape.ElementCount;
        return values[(row * count)..((row + 1) * count)];
    }
}
