namespace GenNet;

/// <summary>Moves models between devices.</summary>
public static class ModelDevices
{
    /// <summary>
    /// Moves a model to another device with its weights. Predictions that run finish where they began, and the call waits for them; later ones run on the new device. A trainer of the model
    /// follows at its next step, with its optimizer's state. PyTorch: <c>module.to(device)</c>.
    /// </summary>
    /// <typeparam name="TModel">The model's class.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="device">Where it goes; the device that it is on changes nothing.</param>
    /// <returns>The same model.</returns>
    /// <exception cref="NotSupportedException">The model can't run there; the message says what is missing. It stays where it is.</exception>
    /// <exception cref="InvalidOperationException">
    /// A trainer's Fit or Step is running, or the call is made from within a call of the same model that uses the weights. The model stays where it is.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public static TModel To<TModel>(this TModel model, Device device)
        where TModel : Model
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(device);
        model.MoveTo(device);
        return model;
    }
}
