using GenNet.Devices;
using GenNet.Kernels;
using GenNet.Training;

namespace GenNet;

/// <summary>Does before the first call what the first call would wait for.</summary>
public static class ModelWarmup
{
    /// <summary>
    /// Has the model's device compile and load all that predictions of a batch need, and its training too if asked: on a GPU the kernels, which take a while each. The model's weights and states stay as
    /// they are: the device is given a batch of zeros and weights that are forgotten afterwards, for which it needs as much memory again meanwhile.
    /// </summary>
    /// <example><c>net.Warmup(batchSize: 128, new Adam(), Loss.SparseCategoricalCrossentropy);</c></example>
    /// <typeparam name="TModel">The model's class.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="batchSize">Rows of the batches to come: kernels may be others for other numbers.</param>
    /// <param name="optimizer">By what it will be trained; null: predictions alone.</param>
    /// <param name="loss">What it will be trained by, of each output; null: the loss's own kernels are left to the first step.</param>
    /// <param name="length">Timesteps of the sequences to come, in a model whose length each call says; the longest if 0.</param>
    /// <returns>The same model.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is less than 1, or there is no such length.</exception>
    /// <exception cref="ArgumentException">There is no room for so many rows.</exception>
    /// <exception cref="NotSupportedException">The device can't train the model.</exception>
    /// <exception cref="InvalidOperationException">The model is a layer of another one: warm that up.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public static TModel Warmup<TModel>(this TModel model, int batchSize = 1, Optimizer? optimizer = null, Loss? loss = null, int length = 0)
        where TModel : Model
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        model.ThrowIfPart();
        ObjectDisposedException.ThrowIf(model.IsDisposed, model);
        var description = model.Description;
        length = length == 0 ? description.LargestLength : length;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, description.LargestLength);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        BatchLimit.OfInference(description).Require(batchSize);
        // An instance of its own: what predictions and steps change in it, nobody sees.
        var instance = new ModelInstance(description, model.Instance.Plan, model.Instance.Seed, static (_, _) => { });
        try
        {
            Predict(model.Device, instance, batchSize, length);
            if (optimizer is not null)
                Train(model.Device, instance, optimizer, loss, batchSize, length);
        }
        finally
        {
            instance.Drop()?.RetireCopy();
        }
        return model;
    }

    private static unsafe void Predict(Device device, ModelInstance instance, int rows, int length)
    {
        using var runner = device.InferenceRunnerOf(instance);
        using var workspace = runner.CreateWorkspace();
        var (inputs, outputs) = (Zeros(instance.InputSizes, rows, length), Zeros(instance.OutputSizes, rows, length));
        var from = stackalloc TensorRef[inputs.Length];
        var to = stackalloc TensorRef[outputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            from[i] = new(inputs[i].Pointer);
        for (var i = 0; i < outputs.Length; i++)
            to[i] = new(outputs[i].Pointer);
        var batch = new InferenceBatch(instance, rows, length, from, to, instance.Weights, workspace);
        if (instance.CarriedStates is { } states)
        {
            using var call = states.Begin(rows);
            runner.Run(batch);
        }
        else
        {
            runner.Run(batch);
        }
        GC.KeepAlive(inputs);
        GC.KeepAlive(outputs);
    }

    private static void Train(Device device, ModelInstance instance, Optimizer optimizer, Loss? loss, int rows, int length)
    {
        using var runner = device.CreateTrainingRunner(instance, optimizer);
        runner.CountsPenalties = true;
        var tasks = loss is null ? [] : instance.Description.Outputs.Select(output => new OutputTask(output, loss, 1, []) { Length = length }).ToArray();
        using var meter = loss is null ? null : (runner as IStepMeasuring)?.CreateStepMeter(tasks);
        runner.Reserve(rows, length);
        for (var i = 0; i < instance.Description.Inputs.Count; i++)
            runner.Input(i).Clear();
        for (var i = 0; i < tasks.Length; i++)
            meter?.Targets(i, checked(rows * tasks[i].TargetsPerRow)).Clear();
        runner.Forward(training: true, step: 0);
        if (meter is not null)
        {
            meter.Measure(0);
        }
        else
        {
            for (var i = 0; i < instance.Description.Outputs.Count; i++)
                runner.OutputGradient(i).Clear();
        }
        runner.Backward();
        if (meter is not null)
            meter.AddPenalties(0);
        else
            _ = runner.AddPenalties();
        runner.Update();
        // What was enqueued is done, and what was refused of it known, when the call returns.
        for (var i = 0; i < instance.Description.Outputs.Count; i++)
            _ = runner.Output(i);
    }

    private static AlignedMemory[] Zeros(RowSizes sizes, int rows, int length) => [.. Enumerable.Range(0, sizes.Count).Select(index => Zeros((nint)rows * sizes.BytesOf(index, length)))];

    private static AlignedMemory Zeros(nint bytes) => AlignedMemory.Allocate(AlignedMemory.CountOf(bytes));
}
