# service_over NAME…: writes a service over clients of any documents: it makes each with the same hook.
service_over() {
  local name client
  sed "s/moored_billing/moored_${1//-/_}/" "$here/service/requests.rs" >service/src/requests.rs
  {
    printf 'mod requests;\n\nfn main() {\n    let hook = requests::Requests::default();\n'
    for name in "$@"; do
      client=moored_${name//-/_}::Client
      printf '    let client = %s::builder().base_address("https://provider.example").hook(hook.clone());\n' "$client"
      printf '    println!("{:?}", client.build().expect("a client"));\n'
    done
    printf '}\n\n#[test]\nfn three_clients_have_one_hook() {\n    main();\n'
    printf '    assert!(requests::Requests::default().operations().is_empty());\n}\n'
  } >service/src/main.rs
}
