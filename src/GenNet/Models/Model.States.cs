using GenNet.Devices;

namespace GenNet;

public abstract partial class Model
{
    /// <summary>
    /// Begins anew: the next call starts with states of 0 in all layers with <c>Stateful = true</c>, and may have another number of rows. Waits for calls that are running. Nothing happens in
    /// a model without such layers. A model that is a layer of another one resets its own layers alone, and the number of rows stays.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is called from within a call of the same model that uses the weights.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public void ResetStates()
    {
        if (Instance.CarriedStates is not { } states)
            return;
        if (_part is not null)
        {
            ResetStates([.. Layers.SelectMany(static layer => layer.Description.CarriedStates)]);
            return;
        }
        using var change = ChangeWeights(nameof(ResetStates));
        states.Reset();
    }

    /// <summary>Sets some of what is carried from call to call to 0.</summary>
    internal void ResetStates(IReadOnlyList<CarriedStateDescription> which)
    {
        if (Instance.CarriedStates is not { } states || which.Count == 0)
            return;
        using var change = ChangeWeights(nameof(ResetStates));
        foreach (var state in which)
            states.Reset(state);
    }
}
