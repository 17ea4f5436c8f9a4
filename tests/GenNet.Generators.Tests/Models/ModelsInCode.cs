using System.Reflection;
using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

/// <summary>What tests do with models that they have compiled.</summary>
internal static class ModelsInCode
{
    /// <summary>Calls a method of class <c>Zoo.Use</c>, which stands beside the models as their user's own code.</summary>
    public static T Call<T>(CompiledModels models, string method, params object[] arguments)
    {
        try
        {
            return (T)models.Assembly.GetType("Zoo.Use")!.GetMethod(method)!.Invoke(null, arguments)!;
        }
        catch (TargetInvocationException error)
        {
            throw error.InnerException!;
        }
    }

    /// <summary>All weights of <paramref name="model"/>, one after another.</summary>
    public static float[] Values(Model model) => [.. model.Layers.SelectMany(static l => l.Variables).SelectMany(static v => v.Values.ToArray())];

    /// <summary>Gives <paramref name="to"/> the weights of <paramref name="from"/>, in their order.</summary>
    public static void Copy(Model from, Model to)
    {
        foreach (var (source, target) in from.Layers.SelectMany(static l => l.Variables).Zip(to.Layers.SelectMany(static l => l.Variables)))
            target.Assign(source.Values);
    }
}
