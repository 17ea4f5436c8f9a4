using GenNet.Weights;

namespace GenNet.Tests.Weights;

/// <summary>Loads into arrays.</summary>
internal static class LoadedValues
{
    /// <summary>The report, and the values of each variable; null of those that the load leaves alone.</summary>
    public static (LoadReport Report, float[]?[] Values) Read(IWeightContainer file, ExpectedModel model, LoadOptions options)
    {
        var variables = model.Variables.ToArray();
        var values = new float[]?[variables.Length];
        var report = WeightLoader.Read(new(file, model, options), file, variable => new VariableElements(values[variable] = new float[variables[variable].Shape.ElementCount]));
        return (report, values);
    }
}
