namespace GenNet;

public abstract partial class Layer
{
    /// <summary>Saves this layer's weights alone, under its name in the model; see <see cref="Model.SaveWeights(string, SaveOptions)"/>.</summary>
    /// <param name="path">The file; its ending tells the format.</param>
    /// <param name="options">How; null, the default, is <see cref="SaveOptions.Default"/>.</param>
    /// <exception cref="InvalidOperationException">The layer has no weights, or lies within another one, which saves its own.</exception>
    /// <inheritdoc cref="Model.SaveWeights(string, SaveOptions)"/>
    public void SaveWeights(string path, SaveOptions? options = null)
    {
        RequireOwnWeights();
        _model.SaveWeights(path, (options ?? SaveOptions.Default) with { Layers = [Name] });
    }

    /// <summary>
    /// Loads this layer's weights alone, from a file of its own or of a whole model; all other layers keep theirs. See <see cref="Model.LoadWeights(string, LoadOptions)"/>. Where the file calls the layer
    /// otherwise, <see cref="LoadOptions.Renamed"/> says it.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What may pass; null, the default, is <see cref="LoadOptions.Strict"/>.</param>
    /// <exception cref="InvalidOperationException">The layer has no weights, or lies within another one, which loads its own.</exception>
    /// <inheritdoc cref="Model.LoadWeights(string, LoadOptions)"/>
    public LoadReport LoadWeights(string path, LoadOptions? options = null)
    {
        RequireOwnWeights();
        return _model.LoadWeights(path, (options ?? LoadOptions.Strict) with { Layers = [Name], ExceptLayers = [] });
    }

    private void RequireOwnWeights()
    {
        if (IsContent)
            throw new InvalidOperationException($"{Name} lies within {_model.Description.Layers[Index].KerasName}, whose weights are saved and loaded as a whole: ask that layer.");
        if (_variables.Length == 0)
            throw new InvalidOperationException($"{Name} has no weights.");
    }
}
