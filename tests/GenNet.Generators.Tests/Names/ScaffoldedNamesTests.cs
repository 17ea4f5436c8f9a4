using GenNet.TestSupport;
using GenNet.Tool.Scaffolding;

namespace GenNet.Generators.Tests.Names;

/// <summary>Layers of Keras may be called as what GenNet generates: their classes compile, and files have the names.</summary>
public sealed class ScaffoldedNamesTests
{
    [Fact]
    public void Scaffold_OfLayersCalledAsGeneratedMembers_Compiles()
    {
        string[] names = ["weights_v1", "clone", "generated_plan", "generated_migrations", "dense_weights", "dense", "weights", "rows", "length", "predict", "load_weights", "to_string", "equality_contract", "print_members", "out", "out_weights", "features"];
        var layers = string.Concat(names.Select(static name => $$$""",{"class_name":"Dense","module":"keras.layers","config":{"name":"{{{name}}}","units":2}}"""));
        var config = $$$"""{"class_name":"Sequential","module":"keras","config":{"name":"tiny","layers":[{"class_name":"InputLayer","module":"keras.layers","config":{"batch_shape":[null,4],"dtype":"float32","name":"x"}}{{{layers}}}]}}""";
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, config);
            using var net = ModelCompiler.Compile("#pragma warning disable CS1591\n" + ModelClassWriter.Write(ScaffoldedModel.ReadFile(file, "", "Tiny").Spec)).Create("Tiny", seed: 1, Device.Cpu());

            Assert.Equal(names, net.Description.Layers.Select(static layer => layer.KerasName));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
