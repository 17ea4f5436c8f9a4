using GenNet.Generators.Parsing;
using GenNet.Specs;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the module initializer that registers the devices of referenced assemblies.</summary>
internal static class DevicesEmitter
{
    /// <summary>The file.</summary>
    public static SourceText Emit(EquatableArray<DeviceProviderDeclaration> providers)
    {
        var writer = new SourceWriter();
        writer.Open("namespace " + GeneratedNamespace.Name);
        writer.Line(ClassBlock.GeneratedCode);
        writer.Open("file static class GeneratedDevices");
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        writer.Open("internal static void Register()");
        foreach (var provider in providers)
        {
            writer.Line("// " + provider.Assembly);
            writer.Line($"global::GenNet.Device.Register<{provider.Type}>();");
        }
        writer.Close();
        writer.Close();
        writer.Close();
        return writer.ToSourceText();
    }
}
