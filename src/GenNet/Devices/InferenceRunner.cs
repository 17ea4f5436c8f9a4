namespace GenNet;

/// <summary>
/// Runs one model's inference on one device, for any number of threads at once. Made by <see cref="Device.CreateInferenceRunner"/> when a model is put on the device, and disposed
/// when the model is disposed or moved away and no prediction runs any more.
/// </summary>
public abstract class InferenceRunner : IDisposable
{
    /// <summary>A runner for <paramref name="model"/>.</summary>
    protected InferenceRunner(ModelInstance model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
    }

    /// <summary>The model.</summary>
    protected ModelInstance Model { get; }

    /// <summary>
    /// Working memory of one call, as <see cref="InferenceBatch.Workspace"/>. Calls that run at the same time have one each; later calls use them again, so that a call allocates nothing
    /// once as many have run at the same time before. They are disposed with the runner. Null, the default, for none.
    /// </summary>
    protected internal virtual IDisposable? CreateWorkspace() => null;

    /// <summary>Computes the outputs of a batch from its inputs, with the weights that it names. Called by several threads at once.</summary>
    /// <exception cref="ArgumentException">There is no memory for so many rows; the message says for how many there is.</exception>
    protected internal abstract void Run(in InferenceBatch batch);

    /// <summary>Lets go of the memory, when nothing runs.</summary>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}
