using DataMatching.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Registries;

/// <summary>The text of a contract: what an agency delivers, column by column.</summary>
internal sealed class ContractModel(IDeliveries deliveries) : PageModel
{
    public RegistryOnPages Registry { get; private set; } = null!;
    public string Text { get; private set; } = "";

    public IActionResult OnGet(string name)
    {
        if (deliveries.Registries.FirstOrDefault(r => r.Id == name) is not { } registry || Contracts.Text(name) is not { } text) return NotFound();
        (Registry, Text) = (registry, text);
        return Page();
    }
}
